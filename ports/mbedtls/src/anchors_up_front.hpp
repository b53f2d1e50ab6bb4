// SPDX-License-Identifier: MIT
/// Anchors that are parsed when a handshake begins and held until the connection ends, for a Mbed
/// TLS without MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK: all of them are in memory at once.
#pragma once

#include <mbedtls/ssl.h>

#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

class Der;

class AnchorsUpFront {
 public:
  void init() { mbedtls_x509_crt_init(&list_); }
  void free() { mbedtls_x509_crt_free(&list_); }
  int offer(mbedtls_ssl_config& config, const MbedSettings& settings);
  [[nodiscard]] bool have(const mbedtls_x509_crt& leaf) const;

 private:
  int read(const MbedSettings& settings, const MbedPemOrDer& octets, bool in_time);
  int read_all(const MbedSettings& settings, bool in_time);
  int add(const MbedSettings& settings, const Der& der, bool in_time);

  mbedtls_x509_crt list_;
};

}  // namespace postino::detail
