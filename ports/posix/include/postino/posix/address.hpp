// SPDX-License-Identifier: MIT
/// Addresses that a look-up brings, without an OS header.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace postino::posix {

/// A `sockaddr_in` or `sockaddr_in6` with its port.
struct Address {
  alignas(8) std::array<unsigned char, 28> octets{};
  std::uint8_t size = 0;  ///< Octets in use: what `connect(2)` takes as length.
  bool ipv6 = false;
};

/// What a look-up brought, in the resolver's order.
class AddressList {
 public:
  /// Maximum number of addresses of one family.
  static constexpr std::size_t max_per_family = 8;

  /// Adds one, unless there are already as many of its family as will ever be tried.
  void add(const Address& address);
  /// Nothing but what `getaddrinfo` or `errno` said; 0 when all is well.
  int native_code = 0;

  [[nodiscard]] bool empty() const { return size_ == 0; }
  /// Copies the addresses to `into`, the families taking turns (RFC 8305 section 4), and returns
  /// how many were copied.
  std::size_t interleave(std::span<Address> into) const;

 private:
  [[nodiscard]] const Address* find(bool ipv6, std::size_t skip) const;

  std::array<Address, 2 * max_per_family> list_{};
  std::size_t size_ = 0;
};

}  // namespace postino::posix
