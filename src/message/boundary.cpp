// SPDX-License-Identifier: MIT
#include "message/boundary.hpp"

#include <cstdint>

#include "message/headers.hpp"

namespace postino::detail {
namespace {

/// Each bit of the result depends on each of `state` (the end of MurmurHash3, public domain).
std::uint32_t mix(std::uint32_t state) {
  state = (state ^ state >> 16) * 0x85ebca6bU;
  state = (state ^ state >> 13) * 0xc2b2ae35U;
  return state ^ state >> 16;
}

}  // namespace

void write_boundary(Writer& out, const Mail& mail) {
  const std::uint64_t seed = mail.message_id.seed;
  auto state = static_cast<std::uint32_t>(hash(mail));
  out.put("=_");
  for (int word = 0; word < 4; ++word) {
    state = mix(state ^ static_cast<std::uint32_t>(word % 2 == 0 ? seed : seed >> 32));
    put_hex(out, state);
  }
}

}  // namespace postino::detail
