// SPDX-License-Identifier: MIT
// Base64: every short text is read as the strict form says, however it is cut, and every length is
// written rightly into every room.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/base64_lines.hpp"
#include "exhaustive/depth.hpp"
#include "postino/detail/base64_decoder.hpp"
#include "reference/base64.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::test {
namespace {

/// Digits with bits to spare and without, the last ones of the alphabet, and what is none.
const std::vector<std::string_view> classes = {"A", "B", "Q", "w", "/", "+", "=", "9", "\n", "-"};

/// Bit n of `cuts`: a piece ends behind octet n.
std::optional<std::string> decoded(std::string_view digits, unsigned cuts) {
  char octets[16];
  Writer out{octets, 0};
  detail::Base64Decoder decoder;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at + 1 != digits.size() && (cuts >> at & 1U) == 0) continue;
    if (!decoder.read(digits.substr(begin, at + 1 - begin), out)) return std::nullopt;
    begin = at + 1;
  }
  if (!decoder.whole()) return std::nullopt;
  return std::string{octets, out.written()};
}

TEST(ExhaustiveBase64, EveryTextInEverySegmentationIsReadAsTheGrammarSays) {
  const std::size_t longest = chosen({.always = 6, .release = 7, .sanitized = 4});
  std::size_t valid = 0;
  for_every_string(classes, longest, [&](const std::string& digits) {
    const std::optional<std::string> expected = reference_decoded(digits);
    valid += expected ? 1U : 0U;
    const unsigned ways = digits.empty() ? 1 : 1U << (digits.size() - 1);
    for (unsigned cuts = 0; cuts < ways; ++cuts) {
      if (decoded(digits, cuts) != expected) {
        ADD_FAILURE() << ::testing::PrintToString(digits) << " cut at " << cuts;
      }
    }
  });
  EXPECT_GT(valid, 1000U);
}

/// In two pieces, of which the first one's rest stays for the second, into rooms of `room`.
std::string in_lines(std::string_view octets, std::size_t cut, std::size_t room) {
  std::string lines;
  std::string out(room, '\0');
  std::uint16_t column = 0;
  std::size_t done = 0;
  for (const std::size_t end : {cut, octets.size()}) {
    while (end - done >= 3) {
      const detail::Moved moved =
          detail::write_base64(octets.substr(done, end - done), out, column);
      lines.append(out, 0, moved.produced);
      done += moved.consumed;
    }
  }
  if (done == octets.size()) return lines;
  return lines.append(out, 0, detail::write_base64_end(octets.substr(done), out, column));
}

TEST(ExhaustiveBase64, EveryLengthInEverySplitAndRoomIsWrittenAsItShouldBe) {
  const std::size_t longest = chosen({.always = 130, .release = 250, .sanitized = 70});
  std::string octets;
  for (std::size_t size = 0; size <= longest; ++size) {
    const std::string expected = reference_base64_lines(octets);
    for (std::size_t cut = 0; cut <= size; ++cut) {
      for (const std::size_t room : {6U, 7U, 8U, 9U, 10U, 77U, 78U, 79U, 80U, 300U}) {
        ASSERT_EQ(in_lines(octets, cut, room), expected) << size << ' ' << cut << ' ' << room;
      }
    }
    octets += static_cast<char>(size * 151 + 7);
  }
}

}  // namespace
}  // namespace postino::test
