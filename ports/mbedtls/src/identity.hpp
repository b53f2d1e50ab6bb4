// SPDX-License-Identifier: MIT
/// Who we are to the server.
#pragma once

#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>

#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

struct Identity {
  mbedtls_x509_crt chain;
  mbedtls_pk_context key;

  void init();
  void free();
  /// 0, or Mbed TLS's number. `random` blinds the reading of the key.
  int read(const MbedSettings& settings, MbedDrbg& random);
  /// Whether the key is the first certificate's: 0, or Mbed TLS's number.
  int match(MbedDrbg& random) const;
};

}  // namespace postino::detail
