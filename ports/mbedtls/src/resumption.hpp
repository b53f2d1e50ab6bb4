// SPDX-License-Identifier: MIT
/// Sessions, out of a TlsSession and into it.
#pragma once

#include <mbedtls/ssl.h>

#include <string_view>

#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

struct TlsEngine;

void configure_resumption(mbedtls_ssl_config& config, const TlsSettings& settings);
/// Offers what is kept for this name and these settings, if anything.
void offer_session(TlsEngine& engine, const TlsSettings& settings, std::string_view name);
/// Keeps what the server gave for the next time.
void keep_session(TlsEngine& engine, const TlsSettings& settings);

}  // namespace postino::detail
