# SPDX-License-Identifier: MIT

# Replaces FROM by TO in the source FILE of Mbed TLS, in a copy; where FROM is not there, as in a
# version that was repaired, nothing happens.
function(postino_repair_mbedtls list file from to)
  set(original ${mbedtls_SOURCE_DIR}/library/${file})
  set(repaired ${CMAKE_CURRENT_BINARY_DIR}/${file})
  if(repaired IN_LIST ${list})
    set(original ${repaired})
  endif()
  file(READ ${original} text)
  string(FIND "${text}" "${from}" at)
  if(at EQUAL -1)
    return()
  endif()
  string(REPLACE "${from}" "${to}" text "${text}")
  file(CONFIGURE OUTPUT ${repaired} CONTENT "${text}" @ONLY)
  list(REMOVE_ITEM ${list} ${original})
  list(APPEND ${list} ${repaired})
  set(${list} ${${list}} PARENT_SCOPE)
endfunction()

# The two targets of the port, as functions: an image, or a test, can have them with a configuration of
# its own.

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
  # 3.6.6 offers RSA-PSS and then refuses a TLS 1.2 server that takes it up (pull request 10674 of
  # Mbed TLS, merged behind the release).
  postino_repair_mbedtls(
    sources ssl_tls12_client.c "if (!mbedtls_ssl_sig_alg_is_supported(ssl, sig_alg)) {"
    "if (*pk_alg != MBEDTLS_PK_RSASSA_PSS && !mbedtls_ssl_sig_alg_is_supported(ssl, sig_alg)) {")
  # 3.6.6 asks for smaller records in a ClientHello that offers TLS 1.3 too, and then refuses a TLS
  # 1.3 server that grants them, as OpenSSL does.
  postino_repair_mbedtls(
    sources ssl_tls12_client.c "*p++ = ssl->conf->mfl_code;" "*p++ = ssl->conf->mfl_code;
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
    mbedtls_ssl_tls13_set_hs_sent_ext_mask(ssl, MBEDTLS_TLS_EXT_MAX_FRAGMENT_LENGTH);
#endif")
  # 3.6.6 loses the first half of a pair of keys when there is no memory for the second.
  postino_repair_mbedtls(
    sources ssl_tls13_keys.c "mbedtls_free(transform_application);"
    "mbedtls_ssl_transform_free(transform_application); mbedtls_free(transform_application);")
  postino_repair_mbedtls(
    sources ssl_tls13_keys.c "mbedtls_free(transform_handshake);"
    "mbedtls_ssl_transform_free(transform_handshake); mbedtls_free(transform_handshake);")
  # 3.6.6 says Finished without having computed it when there is no memory for that, and derives a
  # secret from a hash that it had none for.
  set(prf "ssl->handshake->tls_prf(session->master, 48, sender,
                            padbuf, hlen, buf, len)")
  postino_repair_mbedtls(sources ssl_tls.c "    ${prf};" "#if defined(MBEDTLS_USE_PSA_CRYPTO)
    if (${prf} != 0) status = PSA_ERROR_INSUFFICIENT_MEMORY;
#else
    ret = ${prf};
#endif")
  postino_repair_mbedtls(
    sources ssl_tls.c "        ret = handshake->calc_verify(ssl, session_hash, &seed_len);
        if (ret != 0) {" "        ret = handshake->calc_verify(ssl, session_hash, &seed_len);
        if (ret != 0) {
            return ret;")
  cmake_path(GET config FILENAME file)
  cmake_path(GET config PARENT_PATH folder)
  add_library(${target} STATIC ${sources})
  set_target_properties(${target} PROPERTIES UNITY_BUILD OFF) # one name, many meanings
  target_include_directories(
    ${target} SYSTEM PUBLIC $<BUILD_INTERFACE:${mbedtls_SOURCE_DIR}/include> $<BUILD_INTERFACE:${folder}>
    PRIVATE ${mbedtls_SOURCE_DIR}/library)
  target_compile_definitions(${target} PUBLIC $<BUILD_INTERFACE:MBEDTLS_CONFIG_FILE="${file}">)
  # Not ours to warn about; and unoptimised a handshake takes longer than a test may.
  target_compile_options(
    ${target} PRIVATE -w -ffunction-sections -fdata-sections $<$<CONFIG:Debug>:-O2>)
endfunction()

# postino_add_mbedtls_port(TARGET STACK...): the port over the targets STACK. One that is an INTERFACE
# library, as the Pico SDK's pico_mbedtls, is compiled in the firmware itself, whose include path its
# mbedtls_config.h lies in; so is the port, then.
function(postino_add_mbedtls_port target)
  set(sources
      src/requirements.cpp
      src/address.cpp
      src/alert.cpp
      src/anchor_end.cpp
      src/anchors_on_demand.cpp
      src/anchors_up_front.cpp
      src/certificates.cpp
      src/check.cpp
      src/dates.cpp
      src/drbg.cpp
      src/engine.cpp
      src/exporter.cpp
      src/faults.cpp
      src/hash.cpp
      src/heap.cpp
      src/identity.cpp
      src/judge.cpp
      src/memory.cpp
      src/psa_drbg.cpp
      src/resumption.cpp
      src/session.cpp
      src/trace.cpp
      src/transport.cpp
      src/wire.cpp)
  list(TRANSFORM sources PREPEND ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/)
  set(kind STATIC)
  foreach(stack IN LISTS ARGN)
    get_target_property(type ${stack} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
      set(kind INTERFACE)
    endif()
  endforeach()
  if(kind STREQUAL "INTERFACE")
    add_library(${target} INTERFACE)
    target_sources(${target} INTERFACE ${sources})
    set(public INTERFACE)
    set(private INTERFACE)
  else()
    add_library(${target} STATIC ${sources})
    set(public PUBLIC)
    set(private PRIVATE)
    if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
      target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti -ffunction-sections
                                               -fdata-sections)
    endif()
  endif()
  target_include_directories(${target}
    ${public} $<BUILD_INTERFACE:${CMAKE_CURRENT_FUNCTION_LIST_DIR}/include>
              $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${target} ${public} cxx_std_20)
  target_link_libraries(${target} ${public} postino::postino ${private} ${ARGN})
endfunction()
