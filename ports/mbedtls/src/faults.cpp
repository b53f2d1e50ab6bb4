// SPDX-License-Identifier: MIT
#include "faults.hpp"

#include <mbedtls/asn1.h>
#include <mbedtls/bignum.h>
#include <mbedtls/cipher.h>
#include <mbedtls/ecp.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509.h>

#include "engine.hpp"
#include "memory.hpp"

namespace postino::detail {
namespace {

/// A number is the sum of one of a module of high level and one of a module of low level.
constexpr int high_level(int result) { return -(-result & 0x7f80); }
constexpr int low_level(int result) { return -(-result & 0x7f); }

}  // namespace

bool is_out_of_memory(int result) {
  switch (high_level(result)) {
    case MBEDTLS_ERR_SSL_ALLOC_FAILED:
    case MBEDTLS_ERR_SSL_BUFFER_TOO_SMALL:
    case MBEDTLS_ERR_SSL_BAD_INPUT_DATA:  // a message that would not fit is called that
    case MBEDTLS_ERR_X509_ALLOC_FAILED:
    case MBEDTLS_ERR_X509_BUFFER_TOO_SMALL:
    case MBEDTLS_ERR_PK_ALLOC_FAILED:
    case MBEDTLS_ERR_ECP_ALLOC_FAILED:
    case MBEDTLS_ERR_MD_ALLOC_FAILED:
    case MBEDTLS_ERR_CIPHER_ALLOC_FAILED:
      return true;
    default:
      return low_level(result) == MBEDTLS_ERR_MPI_ALLOC_FAILED ||
             low_level(result) == MBEDTLS_ERR_ASN1_ALLOC_FAILED;
  }
}

int native_code_of(const MbedEngine& engine, Fault fault, int result) {
  if (fault == Fault::TlsAlert) return engine.alert();
  if (fault == Fault::TlsBufferTooSmall) return static_cast<int>(engine.needed_room());
  const std::uint32_t objections = engine.objections();
  return objections != 0 ? static_cast<int>(objections) : result;
}

Fault fault_of(const MbedEngine& engine, int result) {
  if (engine.random.failed) return Fault::RandomFailed;
  if (memory_failures() != engine.memory_failures) return Fault::OutOfMemory;
  if (engine.needed_room() != 0) return Fault::TlsBufferTooSmall;
  if (is_out_of_memory(result)) return Fault::OutOfMemory;
  if (result == MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE && engine.heard_key_update()) {
    return Fault::KeyUpdate;
  }
  if (result == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE) return Fault::TlsAlert;
  if (result == MBEDTLS_ERR_SSL_INVALID_RECORD && engine.heard_no_tls()) return Fault::NotTls;
  const Fault objection = fault_of_objections(engine.objections(), engine.judgement.anchor_expired);
  if (objection != Fault::None) return objection;
  return high_level(result) == MBEDTLS_ERR_X509_UNKNOWN_SIG_ALG ? Fault::WeakCertificate
                                                                : Fault::TlsFailed;
}

}  // namespace postino::detail
