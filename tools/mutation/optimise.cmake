# SPDX-License-Identifier: MIT
# What has the defects is optimised, what tests it is compiled quickly.
function(postino_optimise_mutants)
  foreach(target postino postino_posix postino_mbedtls)
    target_compile_options(${target} PRIVATE -O1)
  endforeach()
endfunction()
cmake_language(DEFER CALL postino_optimise_mutants)
