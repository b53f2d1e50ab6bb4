// SPDX-License-Identifier: MIT
/// Sessions, out of an MbedSession and into it.
#pragma once

#include <mbedtls/ssl.h>

#include <string_view>

#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

struct MbedEngine;

void configure_resumption(mbedtls_ssl_config& config, const MbedSettings& settings);
/// Of MbedSettings::session, if there is one.
inline void offer_session(MbedEngine& engine, const MbedSettings& settings, std::string_view name) {
  if (settings.session != nullptr) settings.session->offer(engine, settings, name);
}
inline void take_session(MbedEngine& engine, const MbedSettings& settings) {
  if (settings.session != nullptr) settings.session->take(engine);
}

}  // namespace postino::detail
