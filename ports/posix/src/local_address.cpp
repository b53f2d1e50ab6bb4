// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstring>

#include "postino/posix_port.hpp"
#include "system.hpp"

namespace postino {
namespace {

using AddressText = std::array<char, 46>;

const char* write(int family, const void* address, AddressText& text) {
  return ::inet_ntop(family, address, text.data(), static_cast<socklen_t>(text.size()));
}

const char* write(const posix::Address& local, AddressText& text) {
#if POSTINO_POSIX_IPV6
  if (local.ipv6) {
    constexpr std::array<unsigned char, 12> ipv4_mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const in6_addr& address = reinterpret_cast<const sockaddr_in6&>(local.octets).sin6_addr;
    const auto* const octets = reinterpret_cast<const unsigned char*>(&address);
    if (std::memcmp(octets, ipv4_mapped.data(), ipv4_mapped.size()) == 0) {
      return write(AF_INET, octets + ipv4_mapped.size(), text);
    }
    return write(AF_INET6, octets, text);
  }
#endif
  return write(AF_INET, &reinterpret_cast<const sockaddr_in&>(local.octets).sin_addr, text);
}

}  // namespace

std::size_t PosixPort::local_address(std::span<char> into) const {
  if (!connection_ || local_.size == 0) return 0;
  AddressText text{};
  const std::string_view address{write(local_, text)};
  return address.size() <= into.size() ? address.copy(into.data(), into.size()) : 0;
}

}  // namespace postino
