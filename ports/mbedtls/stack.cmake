# SPDX-License-Identifier: MIT
# Mbed TLS 3.6.6 offers RSA-PSS and then refuses a TLS 1.2 server that takes it up (Mbed TLS pull
# request 10674, merged behind the release). Without the line below, in other versions, the sources
# stay as they are.
function(postino_repair_mbedtls list)
  set(original ${mbedtls_SOURCE_DIR}/library/ssl_tls12_client.c)
  set(repaired ${CMAKE_CURRENT_BINARY_DIR}/ssl_tls12_client.c)
  set(refusal "if (!mbedtls_ssl_sig_alg_is_supported(ssl, sig_alg)) {")
  file(READ ${original} text)
  string(FIND "${text}" "${refusal}" at)
  if(at EQUAL -1)
    return()
  endif()
  string(REPLACE "${refusal}" "if (*pk_alg != MBEDTLS_PK_RSASSA_PSS &&
        !mbedtls_ssl_sig_alg_is_supported(ssl, sig_alg)) {" text "${text}")
  file(CONFIGURE OUTPUT ${repaired} CONTENT "${text}" @ONLY)
  list(REMOVE_ITEM ${list} ${original})
  list(APPEND ${list} ${repaired})
  set(${list} ${${list}} PARENT_SCOPE)
endfunction()

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
  postino_repair_mbedtls(sources)
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
