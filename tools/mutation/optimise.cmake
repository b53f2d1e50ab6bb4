# SPDX-License-Identifier: MIT
# What has the defects is optimised, and what most of the time is spent in; other tests are compiled
# quickly.
function(postino_optimise_mutants)
  foreach(target postino postino_posix postino_mbedtls small_mbedtls narrow_tests test_support
                 test_reference model)
    target_compile_options(${target} PRIVATE -O1)
  endforeach()
endfunction()
cmake_language(DEFER CALL postino_optimise_mutants)
