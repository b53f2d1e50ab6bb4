// SPDX-License-Identifier: MIT
/// A text that goes as it is: the body of plain_text, and all that raw_mail sends.
#pragma once

#include <cstdint>
#include <span>

#include "postino/composer.hpp"

namespace postino::detail {

/// A bit of Composition::carry[0]: the text is sent as 8-bit data.
inline constexpr char eight_bit = 4;

/// Returns the first field that neither of these composers writes; Field::None: none is set.
[[nodiscard]] Field unwritten_field(const Mail& mail);

/// Fault::NotForThisComposer in `unwritten`, unless that is None; Fault::LineBreak for a NUL in a
/// text from a view.
[[nodiscard]] Error check_as_is(const Mail& mail, Field unwritten);

/// Sets `composition` to the first octet of Mail::text and rewinds a Source. The size is that of
/// the text alone. Composition::carry[0] keeps what was found; it is 0 before, or what was found in
/// the same text.
[[nodiscard]] ContentFacts begin_as_is(Composition& composition);

/// Whether the text is sent as 8-bit data.
[[nodiscard]] inline bool is_eight_bit(const Composition& composition) {
  return (composition.carry[0] & eight_bit) != 0;
}

/// Pulls the next octets of the text; invalid() for an octet that may not go on the wire.
[[nodiscard]] Transfer pull_as_is(Composition& composition, std::span<char> into);

}  // namespace postino::detail
