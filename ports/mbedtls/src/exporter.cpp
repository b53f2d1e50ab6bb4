// SPDX-License-Identifier: MIT
// RFC 9266 (tls-exporter), RFC 5705, RFC 8446 7.5.
#include <mbedtls/ssl.h>

#include "engine.hpp"
#include "postino/mbedtls_transport.hpp"

namespace postino {

bool MbedTransport::tls_exporter(std::span<char, octets> into) {
// Since 3.6.4.
#if defined(MBEDTLS_SSL_KEYING_MATERIAL_EXPORT) && MBEDTLS_VERSION_NUMBER >= 0x03060400
  if (!secured()) return false;
  constexpr std::string_view label = "EXPORTER-Channel-Binding";
  mbedtls_ssl_context& ssl = engine_->ssl;
  // RFC 9266 allows TLS 1.2 with RFC 7627 too, but there the servers that offer -PLUS know
  // tls-unique alone, and refuse.
  if (mbedtls_ssl_get_version_number(&ssl) != MBEDTLS_SSL_VERSION_TLS1_3) return false;
  return mbedtls_ssl_export_keying_material(&ssl, reinterpret_cast<unsigned char*>(into.data()),
                                            into.size(), label.data(), label.size(), nullptr, 0,
                                            1) == 0;
#else
  (void)into;
  return false;
#endif
}

}  // namespace postino
