// SPDX-License-Identifier: MIT
// RFC 5322 2.2: no CR, LF or NUL in a header; RFC 3629 for what is not ASCII.
#include "codec/header_text.hpp"

#include "base/ascii.hpp"
#include "base/count.hpp"
#include "base/utf8.hpp"

namespace postino::detail {
namespace {

/// How many octets encoding and folding may make of one.
constexpr std::size_t encoded_growth = 8;

}  // namespace

Fault check_header_text(const View& text) {
  if (!is_countable(text.size(), encoded_growth)) return Fault::ContentTooLarge;
  if (breaks_line(text)) return Fault::LineBreak;
  return is_utf8(text) ? Fault::None : Fault::InvalidUtf8;
}

}  // namespace postino::detail
