// SPDX-License-Identifier: MIT
/// encode_text() for one encoding at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "codec/text_encoder.hpp"

namespace postino::detail {

/// What the next octet depends on.
struct LineState {
  std::uint16_t column = 0;
  bool after_cr = false;
};

/// Octets that the encodings treat each in a way of its own.
inline const std::vector<std::string_view> letters = {".", "\r", "\n", "a", " ", "=", "\xc3"};

struct Progress {
  std::size_t consumed;
  std::size_t produced;
};

inline Progress encode(std::string_view in, std::span<char> out, LineState& state,
                       Encoding encoding, bool stuffing) {
  Composition composition{};
  composition.rules.dot_stuffing = stuffing;
  composition.encoding = static_cast<std::uint8_t>(encoding);
  composition.column = state.column;
  composition.line_state = state.after_cr ? 1 : 0;
  std::string_view left = in;
  const std::size_t produced = encode_text(left, out, composition);
  state = {composition.column, (composition.line_state & line_state::after_cr) != 0};
  return {in.size() - left.size(), produced};
}

inline Progress write_lines(std::string_view in, std::span<char> out, LineState& state,
                            bool stuffing) {
  return encode(in, out, state, Encoding::AsIs, stuffing);
}

inline Progress write_quoted_printable(std::string_view in, std::span<char> out, LineState& state) {
  return encode(in, out, state, Encoding::QuotedPrintable, true);
}

}  // namespace postino::detail
