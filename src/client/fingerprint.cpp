// SPDX-License-Identifier: MIT
// FNV-1a of 64 bits. Each text comes after its size, so that no two lists of texts look alike.
#include "client/fingerprint.hpp"

#include <bit>

namespace postino::detail {
namespace {

constexpr std::uint64_t step(std::uint64_t hash, std::size_t number) {
  return (hash ^ number) * 1099511628211U;
}

[[gnu::noinline]] std::uint64_t add(std::uint64_t hash, std::size_t number) {
  return step(hash, number);
}

[[gnu::noinline]] std::uint64_t add(std::uint64_t hash, const char* text, std::size_t size) {
  hash = step(hash, size);
  for (; size != 0; --size) hash = step(hash, static_cast<unsigned char>(*text++));
  return hash;
}

}  // namespace

std::uint64_t fingerprint(const Server& server) {
  std::uint64_t hash = std::bit_cast<std::size_t>(server.lmtp);
  hash = add(hash, std::size_t{port_of(server)} << 8 | static_cast<std::size_t>(server.security));
  hash = add(hash, server.host.data(), server.host.size());
  hash = add(hash, server.ehlo_name.data(), server.ehlo_name.size());
  // By their addresses: each keeps what this connection's server said.
  for (std::size_t i = server.extensions.size(); i != 0;) {
    hash = add(hash, std::bit_cast<std::size_t>(&server.extensions[--i]));
  }
  if (server.login) {
    for (const Mechanism* const mechanism : server.login->mechanisms) {
      const std::string_view name = mechanism->name();
      hash = add(hash, name.data(), name.size());
    }
    hash = add(hash, server.login->user.data(), server.login->user.size());
  }
  return hash;
}

}  // namespace postino::detail
