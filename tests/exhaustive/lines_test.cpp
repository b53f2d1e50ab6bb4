// SPDX-License-Identifier: MIT
// Line ends and dots (RFC 5321 2.3.8, 4.5.2): every text of a few octets, whole and in two parts,
// into room enough and into little.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "codec/text_encoder.hpp"
#include "exhaustive/depth.hpp"
#include "reference/lines.hpp"

namespace postino::test {
namespace {

constexpr std::string_view alphabet{".\r\na\0\xc3", 6};
constexpr std::size_t most = 64;

/// The encoder, and what it has written.
struct Wire {
  std::array<char, most> octets{};
  std::size_t size = 0;
  Composition composition{};

  /// In steps of `room` octets.
  void write(std::string_view in, std::size_t room = most) {
    while (!in.empty()) {
      const std::size_t left = std::min(room, most - size);
      size += detail::encode_text(in, std::span{octets}.subspan(size, left), composition);
    }
  }
  [[nodiscard]] std::string_view view() const { return {octets.data(), size}; }
};

/// Calls `visit` with every string of at most `longest` octets.
template <class Visit>
void for_every_text(std::size_t longest, Visit visit) {
  char text[16] = {};
  std::size_t digits[16] = {};
  for (std::size_t size = 1; size <= longest; ++size) {
    std::fill_n(digits, size, 0);
    std::fill_n(text, size, alphabet[0]);
    for (std::size_t at = 0; at < size;) {
      visit(std::string_view{text, size});
      for (at = 0; at < size; ++at) {
        digits[at] = (digits[at] + 1) % alphabet.size();
        text[at] = alphabet[digits[at]];
        if (digits[at] != 0) break;
      }
    }
  }
}

TEST(ExhaustiveLines, EveryTextIsOnTheWireAsItShouldBe) {
  const std::size_t longest = chosen({.always = 10, .release = 10, .sanitized = 6});
  std::size_t compared = 0;
  for_every_text(longest, [&](std::string_view text) {
    char expected[most];
    const std::size_t size = reference_stuffed(text, expected);
    Wire wire;
    wire.write(text);
    ++compared;
    if (wire.view() != std::string_view{expected, size}) {
      ADD_FAILURE() << ::testing::PrintToString(text);
    }
  });
  EXPECT_EQ(compared, strings_of(alphabet.size(), longest));
}

TEST(ExhaustiveLines, EverySplitInTwoComesToTheSame) {
  const std::size_t longest = chosen({.always = 8, .release = 9, .sanitized = 5});
  for_every_text(longest, [&](std::string_view text) {
    char expected[most];
    const std::size_t size = reference_stuffed(text, expected);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      Wire wire;
      wire.write(text.substr(0, cut));
      wire.write(text.substr(cut));
      if (wire.view() != std::string_view{expected, size}) {
        ADD_FAILURE() << ::testing::PrintToString(text) << " cut at " << cut;
      }
    }
  });
}

TEST(ExhaustiveLines, EveryRoomComesToTheSame) {
  const std::size_t longest = chosen({.always = 7, .release = 8, .sanitized = 5});
  for_every_text(longest, [&](std::string_view text) {
    char expected[most];
    const std::size_t size = reference_stuffed(text, expected);
    for (std::size_t room = 3; room <= 8; ++room) {
      Wire wire;
      wire.write(text, room);
      if (wire.view() != std::string_view{expected, size}) {
        ADD_FAILURE() << ::testing::PrintToString(text) << " into " << room;
      }
    }
  });
}

}  // namespace
}  // namespace postino::test
