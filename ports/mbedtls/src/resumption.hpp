// SPDX-License-Identifier: MIT
/// Sessions, out of an MbedSession and into it.
#pragma once

#include <mbedtls/ssl.h>

#include <cstdint>
#include <string_view>

#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

struct MbedEngine;

/// What is kept beside a session and decides whether it may still be used. Seconds since 1970.
struct SessionFacts {
  std::int64_t made;         // when the server last showed its certificate; 0: no clock told
  std::int64_t chain_ends;   // the earliest notAfter then
  std::int64_t ticket_ends;  // by the lifetime that the server gave it
  std::uint16_t uses;        // since `made`
};

void configure_resumption(mbedtls_ssl_config& config, const MbedSettings& settings);
/// Of MbedSettings::session, if there is one.
inline void offer_session(MbedEngine& engine, const MbedSettings& settings, std::string_view name) {
  if (settings.session != nullptr) settings.session->offer(engine, settings, name);
}
inline void take_session(MbedEngine& engine, const MbedSettings& settings) {
  if (settings.session != nullptr) settings.session->take(engine, settings);
}

}  // namespace postino::detail
