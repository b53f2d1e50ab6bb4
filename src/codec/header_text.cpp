// SPDX-License-Identifier: MIT
// RFC 5322 2.2: no CR, LF or NUL in a header; RFC 3629 for what is not ASCII.
#include "codec/header_text.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace postino::detail {

Fault check_header_text(const View& text) {
  if (breaks_line(text)) return Fault::LineBreak;
  return is_utf8(text) ? Fault::None : Fault::InvalidUtf8;
}

}  // namespace postino::detail
