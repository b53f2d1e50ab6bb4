// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8 (CR and LF only together), 4.5.2 (transparency), 4.5.3.1.6 (length of a line).
#include "codec/line_writer.hpp"

#include <cstring>

#include "base/ascii.hpp"
#include "base/smaller.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

/// Octets before the first line end.
std::size_t run(std::string_view text) {
  std::size_t size = text.size();
  for (const char stop : {'\n', '\r'}) {
    if (const void* at = std::memchr(text.data(), stop, size); at != nullptr) {
      size = static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
    }
  }
  return size;
}

}  // namespace

Moved write_lines(std::string_view in, std::span<char> out, LineState& state, bool stuffing) {
  constexpr std::size_t widest = 3;
  std::size_t from = 0;
  std::size_t to = 0;
  while (from < in.size() && out.size() - to >= widest) {
    const char octet = in[from];
    const bool after_cr = state.after_cr;
    state.after_cr = octet == '\r';
    if (octet == '\r' || octet == '\n') {
      ++from;
      if (octet == '\n' && after_cr) continue;
      std::memcpy(&out[to], "\r\n", 2);
      to += 2;
      state.column = 0;
      continue;
    }
    if (state.column == config::line_octets) {
      std::memcpy(&out[to], "\r\n ", 3);
      to += 3;
      state.column = 1;
      continue;
    }
    if (octet == '.' && state.column == 0 && stuffing) out[to++] = '.';
    const std::size_t room = smaller(out.size() - to, config::line_octets - state.column);
    const std::size_t size = run(front(behind(in, from), smaller(room, in.size() - from)));
    std::memmove(&out[to], &in[from], size);
    from += size;
    to += size;
    state.column = static_cast<std::uint16_t>(state.column + size);
  }
  return {from, to};
}

}  // namespace postino::detail
