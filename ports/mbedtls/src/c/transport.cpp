// SPDX-License-Identifier: MIT
#include "postino/c/mbedtls.h"
#include "postino/c/storage.hpp"
#include "postino/mbedtls_transport.hpp"

namespace face = postino::c;
using postino::MbedTransport;

namespace {

bool is_broken(const postino_mbedtls_settings& settings) {
  const auto lacks = [](const void* data, std::size_t size) {
    return data == nullptr && size != 0;
  };
  if (lacks(settings.anchors.list, settings.anchors.count) ||
      lacks(settings.pins.list, settings.pins.count) ||
      lacks(settings.certificate.data, settings.certificate.size) ||
      lacks(settings.key.data, settings.key.size) ||
      lacks(settings.session_key.data, settings.session_key.size)) {
    return true;
  }
  for (std::size_t i = 0; i != settings.anchors.count; ++i) {
    if (lacks(settings.anchors.list[i].data, settings.anchors.list[i].size)) return true;
  }
  return false;
}

}  // namespace

postino_fault postino_mbedtls_transport_init(postino_mbedtls_transport* tls, size_t size,
                                             postino_socket* socket, postino_pool* pool,
                                             postino_mbedtls_drbg* drbg,
                                             const postino_mbedtls_settings* settings) {
  if (socket == nullptr || pool == nullptr || drbg == nullptr || settings == nullptr ||
      is_broken(*settings)) {
    return POSTINO_FAULT_NULL_POINTER;
  }
  if (settings->versions > POSTINO_TLS_VERSIONS_ONLY_13) return POSTINO_FAULT_INVALID_ENUMERATOR;
  return face::make<MbedTransport>(
      tls, size, *face::as<postino::Socket>(socket), *face::as<postino::PacketPool>(pool),
      *face::as<postino::MbedDrbg>(drbg), *face::as<const postino::MbedSettings>(settings));
}

postino_fault postino_mbedtls_transport_settings_changed(postino_mbedtls_transport* tls) {
  if (tls == nullptr) return POSTINO_FAULT_NULL_POINTER;
  face::as<MbedTransport>(tls)->settings_changed();
  return POSTINO_FAULT_NONE;
}

bool postino_mbedtls_transport_resumed(const postino_mbedtls_transport* tls) {
  return tls != nullptr && face::as<const MbedTransport>(tls)->resumed();
}
