# SPDX-License-Identifier: MIT
# Runs in ctest: a test for each suite of the gtest program `program`, with `properties`. To start the
# program anew for each of its tests would take longer than most of them do.
if(NOT EXISTS ${program})
  add_test(${program} NOT_BUILT)
  set_tests_properties(${program} PROPERTIES ${properties})
  return()
endif()
execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE listed
                COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${listed}")
foreach(line IN LISTS lines)
  if(line MATCHES "^([A-Za-z0-9_/]+)\\.$")
    set(name ${prefix}${CMAKE_MATCH_1})
    add_test(${name} ${timed} ${label} ${program} --gtest_filter=${CMAKE_MATCH_1}.*)
    set_tests_properties(${name} PROPERTIES ${properties})
    if(steps)
      string(REPLACE / . file ${CMAKE_MATCH_1})
      set_tests_properties(${name} PROPERTIES ENVIRONMENT POSTINO_STEPS=${steps}/${file}
                                              FIXTURES_SETUP ${fixture})
    endif()
  endif()
endforeach()
