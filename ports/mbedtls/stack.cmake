# SPDX-License-Identifier: MIT
# postino_add_mbedtls_stack(TARGET CONFIG): Mbed TLS, whole, in one static library with the
# configuration file CONFIG. Its own CMake would bring its tests' Python, its install rules and three
# libraries; a configuration with few features leaves most sources empty.
function(postino_add_mbedtls_stack target config)
  FetchContent_GetProperties(mbedtls)
  if(NOT mbedtls_POPULATED)
    FetchContent_Populate(mbedtls)
  endif()
  file(GLOB sources ${mbedtls_SOURCE_DIR}/library/*.c)
  if(NOT sources)
    message(FATAL_ERROR "no sources of Mbed TLS in ${mbedtls_SOURCE_DIR}: run cmake/sources.sh")
  endif()
  cmake_path(GET config FILENAME file)
  cmake_path(GET config PARENT_PATH folder)
  add_library(${target} STATIC ${sources})
  target_include_directories(
    ${target} SYSTEM PUBLIC $<BUILD_INTERFACE:${mbedtls_SOURCE_DIR}/include> $<BUILD_INTERFACE:${folder}>
    PRIVATE ${mbedtls_SOURCE_DIR}/library)
  target_compile_definitions(${target} PUBLIC $<BUILD_INTERFACE:MBEDTLS_CONFIG_FILE="${file}">)
  # Not ours to warn about; and unoptimised a handshake takes longer than a test may.
  target_compile_options(
    ${target} PRIVATE -w -ffunction-sections -fdata-sections $<$<CONFIG:Debug>:-O2>)
endfunction()
