// SPDX-License-Identifier: MIT
/// A host that is an address.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <mbedtls/x509_crt.h>

namespace postino::detail {

/// The octets of an IPv4 or IPv6 address; none when it was a name.
struct Address {
  std::array<unsigned char, 16> octets{};
  std::size_t size = 0;
};

/// `host` as Server::host has it, perhaps with a scope id.
[[nodiscard]] Address address_of(std::string_view host);

/// Whether the certificate is for that address (RFC 5280 4.2.1.6, iPAddress).
[[nodiscard]] bool is_for(const mbedtls_x509_crt& certificate, const Address& address);

}  // namespace postino::detail
