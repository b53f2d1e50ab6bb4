// SPDX-License-Identifier: MIT
/// The alerts of TLS by name. An image that does not ask does not carry them.
#pragma once

#include <string_view>

namespace postino {

/// Returns the name of an alert as RFC 8446 6 and RFC 5246 7.2 write it, "unknown_ca"; empty where
/// `number` has none. It is the Error::native_code of a Fault::TlsAlert.
[[nodiscard]] std::string_view mbed_alert_name(int number);

}  // namespace postino
