// SPDX-License-Identifier: MIT
// RFC 5322 2.2: no CR, LF or NUL in a header; RFC 3629 for what is not ASCII.
#include "codec/findings.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "codec/address.hpp"

namespace postino::detail {

void Findings::note(Fault fault, Field field, std::size_t index) {
  if (error.fault != Fault::None || fault == Fault::None) return;
  error.fault = fault;
  error.field = field;
  error.index = static_cast<std::uint16_t>(index);
}

void Findings::address(const View& address, Field field, std::size_t index) {
  if (!is_ascii(address)) needs_utf8 = true;
  note(check_address(address), field, index);
}

void Findings::text(const View& text, Field field, std::size_t index) {
  note(breaks_line(text) ? Fault::LineBreak
       : is_utf8(text)   ? Fault::None
                         : Fault::InvalidUtf8,
       field, index);
}

}  // namespace postino::detail
