// SPDX-License-Identifier: MIT
// Base64 both ways: what is written is read back, and what is read is the one spelling of it.
#include "codec/base64.hpp"

#include "codec/base64_lines.hpp"
#include "fuzz/support/fuzz.hpp"
#include "postino/detail/base64_decoder.hpp"
#include "reference/base64.hpp"
#include "support/base64.hpp"

namespace postino::test {
namespace {

std::optional<std::string> decoded(std::string_view digits, std::size_t cut) {
  std::string octets(digits.size(), '\0');
  Writer out{octets, 0};
  detail::Base64Decoder decoder;
  if (!decoder.read(digits.substr(0, cut), out)) return std::nullopt;
  if (!decoder.read(digits.substr(cut), out) || !decoder.whole()) return std::nullopt;
  octets.resize(out.written());
  return octets;
}

std::string encoded(std::string_view octets) {
  std::string digits(octets.size() * 2 + 4, '\0');
  Writer out{digits, 0};
  detail::put_base64(out, octets);
  digits.resize(out.written());
  return digits;
}

/// Into rooms of `room` octets, with pieces of `piece`.
std::string in_lines(std::string_view octets, std::size_t room, std::size_t piece) {
  std::string lines;
  std::string out(room, '\0');
  std::uint16_t column = 0;
  while (octets.size() >= 3) {
    const std::string_view some = octets.substr(0, piece);
    const detail::Moved moved = detail::write_base64(some, out, column);
    require(moved.produced <= room && moved.consumed <= some.size(), "within its bounds");
    require(moved.consumed != 0, "it gets on");
    lines.append(out, 0, moved.produced);
    octets.remove_prefix(moved.consumed);
  }
  if (octets.empty()) return lines;
  return lines.append(out, 0, detail::write_base64_end(octets, out, column));
}

}  // namespace

void fuzz(std::string_view octets) {
  const std::size_t cut = octets.empty() ? 0 : static_cast<unsigned char>(octets[0]);
  EXPECT_EQ(decoded(octets, std::min(cut, octets.size())), reference_decoded(octets));
  const std::string digits = encoded(octets);
  EXPECT_EQ(digits, base64(octets));
  EXPECT_EQ(decoded(digits, std::min(cut, digits.size())), std::string{octets});
  EXPECT_EQ(in_lines(octets, 6 + cut, 3 + cut % 7), reference_base64_lines(octets));
}

}  // namespace postino::test
