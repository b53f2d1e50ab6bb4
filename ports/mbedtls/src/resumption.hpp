// SPDX-License-Identifier: MIT
/// Sessions, out of a TlsSession and into it.
#pragma once

#include <mbedtls/ssl.h>

#include <string_view>

#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

struct TlsEngine;

void configure_resumption(mbedtls_ssl_config& config, const TlsSettings& settings);
/// Of TlsSettings::session, if there is one.
inline void offer_session(TlsEngine& engine, const TlsSettings& settings, std::string_view name) {
  if (settings.session != nullptr) settings.session->offer(engine, settings, name);
}
inline void take_session(TlsEngine& engine, const TlsSettings& settings) {
  if (settings.session != nullptr) settings.session->take(engine);
}

}  // namespace postino::detail
