// SPDX-License-Identifier: MIT
#include "message/examine.hpp"

#include <cstddef>

#include "base/ascii.hpp"
#include "postino/config.hpp"

namespace postino::detail {

Examined examine(std::string_view text, std::string_view delimiter) {
  Examined found{};
  std::size_t column = 0;
  std::size_t coded = 0;  // in quoted-printable, but for a few
  char before = '\n';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char octet = text[at];
    const bool ends = octet == '\r' || octet == '\n';
    if (octet == '-' && column == 0 && behind(text, at).starts_with(delimiter)) found.fits = false;
    if ((before == '\r') != (octet == '\n')) found.exact = false;
    column = ends ? 0 : column + 1;
    if (octet == '\0' || column > config::max_line_size) found.fits = false;
    const bool eight_bit = static_cast<unsigned char>(octet) >= 0x80;
    if (eight_bit) found.eight_bit = true;
    if (eight_bit || octet == '=' || (octet < ' ' && !ends)) ++coded;
    before = octet;
  }
  if (before == '\r') found.exact = false;
  // 3 octets each, and 4 for each 3 of all, with their line ends: 1 + 2c > 1.37.
  found.dense = coded > text.size() / 5;
  return found;
}

}  // namespace postino::detail
