// SPDX-License-Identifier: MIT
/// Anchors that are parsed one at a time, whenever a certificate asks for its issuer
/// (MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK): a long list takes time and no memory.
#pragma once

#include <mbedtls/ssl.h>

#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

class AnchorsOnDemand {
 public:
  void init() {}
  void free() {}
  int offer(mbedtls_ssl_config& config, const MbedSettings& settings);
  [[nodiscard]] bool have(const mbedtls_x509_crt&) const { return leaf_is_one_; }

 private:
  static int find_issuers(void* anchors, const mbedtls_x509_crt* child, mbedtls_x509_crt** found);

  const MbedSettings* settings_ = nullptr;
  bool leaf_seen_ = false;
  bool leaf_is_one_ = false;
};

}  // namespace postino::detail
