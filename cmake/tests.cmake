# SPDX-License-Identifier: MIT
# How this project's tests are made known to ctest.

# postino_add_test(NAME LABEL COMMAND command... [PROPERTIES name value...]): a test under one label,
# whose CPU time is noted for the sum by label that tests/run.sh prints.
function(postino_add_test name label)
  cmake_parse_arguments(PARSE_ARGV 2 test "" "" "COMMAND;PROPERTIES")
  list(POP_FRONT test_COMMAND program)
  if(TARGET ${program})
    set(program $<TARGET_FILE:${program}>)
  endif()
  add_test(NAME ${name} COMMAND ${POSTINO_TIMED} ${label} ${program} ${test_COMMAND})
  set_tests_properties(${name} PROPERTIES LABELS ${label} ${test_PROPERTIES})
endfunction()
# What some of them compile is compiled by both.
find_program(POSTINO_GXX NAMES g++ REQUIRED)
find_program(POSTINO_CLANGXX NAMES clang++-14 clang++ REQUIRED)
set(POSTINO_TIMED ${CMAKE_CURRENT_LIST_DIR}/../tests/timed.sh)
cmake_path(NORMAL_PATH POSTINO_TIMED)
