// SPDX-License-Identifier: MIT
/// The numbers that functions of Mbed TLS are documented to fail with.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace postino::test {

struct TlsNumber {
  std::string_view name;  ///< "ssl-conn-eof".
  std::int32_t value;
};

/// Of ssl.h all, and one or more of each module below it.
[[nodiscard]] std::span<const TlsNumber> tls_numbers();

}  // namespace postino::test
