// SPDX-License-Identifier: MIT
#include "postino/c/mbedtls.h"
#include "postino/c/storage.hpp"
#include "postino/mbedtls_session.hpp"

namespace face = postino::c;
using postino::MbedSession;

postino_fault postino_mbedtls_session_init(postino_mbedtls_session* session, size_t size,
                                           unsigned char* memory, size_t memory_size) {
  if (memory == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<MbedSession>(session, size, std::span<unsigned char>{memory, memory_size});
}

postino_key postino_mbedtls_session_octets(const postino_mbedtls_session* session) {
  if (session == nullptr) return {nullptr, 0};
  const std::span<const unsigned char> octets = face::as<const MbedSession>(session)->octets();
  return {octets.data(), octets.size()};
}

postino_fault postino_mbedtls_session_wipe(postino_mbedtls_session* session) {
  if (session == nullptr) return POSTINO_FAULT_NULL_POINTER;
  face::as<MbedSession>(session)->wipe();
  return POSTINO_FAULT_NONE;
}
