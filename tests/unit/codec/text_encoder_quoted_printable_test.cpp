// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "unit/codec/encoded.hpp"
#include "unit/codec/every_string.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/random_text.hpp"

namespace postino::detail {
namespace {

std::string in_hex(char octet) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(octet);
  return {'=', digits[value / 16], digits[value % 16]};
}

/// RFC 2045 6.7 for one line of text, `column` octets of which are written.
std::string encoded_line(std::string_view line, std::size_t column) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char octet = line[i];
    const bool last = i + 1 == line.size();
    const auto form = [&](bool at_start) {
      const bool blank = octet == ' ' || octet == '\t';
      const bool graphic = octet > 32 && octet < 127 && octet != '=';
      const bool itself = blank ? !last : graphic && !(octet == '.' && at_start);
      return itself ? std::string(1, octet) : in_hex(octet);
    };
    std::string next = form(column == 0);
    if (column + next.size() > 75) {
      out += "=\r\n";
      column = 0;
      next = form(true);
    }
    out += next;
    column += next.size();
  }
  return out;
}

std::string reference(std::string_view in, LineState state) {
  std::string out;
  std::string line;
  std::size_t column = state.column;
  char before = state.after_cr ? '\r' : 'x';
  for (const char octet : in) {
    const bool second_half = octet == '\n' && before == '\r';
    before = octet;
    if (second_half) continue;
    if (octet != '\r' && octet != '\n') {
      line += octet;
      continue;
    }
    out += encoded_line(line, column) + "\r\n";
    line.clear();
    column = 0;
  }
  return out + encoded_line(line, column);
}

std::string written(std::string_view in, LineState& state, std::size_t size) {
  std::string out;
  std::vector<char> room(size);
  while (!in.empty()) {
    const Progress moved = write_quoted_printable(in, room, state);
    if (moved.consumed == 0 && moved.produced == 0) {
      ADD_FAILURE() << "no way on";
      return out;
    }
    out.append(room.data(), moved.produced);
    in.remove_prefix(moved.consumed);
  }
  return out;
}

TEST(QuotedPrintable, EveryShortStringInRoomsOfAnySize) {
  test::for_every_string(letters, 6, [](const std::string& in) {
    const std::string expected = reference(in, {});
    for (const std::size_t size : {3U, 4U, 5U, 6U, 7U, 8U, 64U}) {
      LineState state{};
      ASSERT_EQ(written(in, state, size), expected) << size;
    }
  });
}

TEST(QuotedPrintable, EveryShortStringAtTheEndOfALine) {
  test::for_every_string(letters, 4, [](const std::string& in) {
    for (std::size_t before = 69; before <= 76; ++before) {
      const std::string line = std::string(before, 'a') + in;
      const std::string expected = reference(line, {});
      for (const std::size_t size : {3U, 6U, 1460U}) {
        LineState state{};
        ASSERT_EQ(written(line, state, size), expected) << before;
      }
    }
  });
}

TEST(QuotedPrintable, EveryShortStringCutAnywhereDecodesToTheSame) {
  test::for_every_string(letters, 5, [](const std::string& in) {
    const std::string_view whole = in;
    for (std::size_t cut = 0; cut <= in.size(); ++cut) {
      LineState state{};
      std::string out = written(whole.substr(0, cut), state, 32);
      out += written(whole.substr(cut), state, 32);
      if (state.column != 0) out += "\r\n";
      ASSERT_EQ(test::from_quoted_printable(out), test::as_lines(in)) << cut;
    }
  });
}

TEST(QuotedPrintable, TheInputMayBeTheTailOfTheOutput) {
  test::for_every_string(letters, 5, [](const std::string& in) {
    for (const LineState start :
         {LineState{}, LineState{0, true}, LineState{1, false}, LineState{72, false},
          LineState{73, false}, LineState{74, false}, LineState{75, false}}) {
      std::vector<char> room(4 * in.size() + 8);
      const auto tail = static_cast<std::ptrdiff_t>(room.size() - in.size());
      std::copy(in.begin(), in.end(), room.begin() + tail);
      LineState state = start;
      const Progress moved = write_quoted_printable({&room[0] + tail, in.size()}, room, state);
      ASSERT_EQ(moved.consumed, in.size());
      ASSERT_EQ(std::string(room.data(), moved.produced), reference(in, start));
    }
  });
}

TEST(QuotedPrintable, TheInputMayBeTheTailOfALargePacket) {
  for (const std::string piece : {"a", ".", "\n", "\xc3\xbc", "=\xff\n", " \n"}) {
    for (const std::size_t count : {363U, 2000U}) {
      std::string in;
      while (in.size() < count) in += piece;
      in.resize(count);
      std::vector<char> room(4 * count + 8);
      const auto tail = static_cast<std::ptrdiff_t>(room.size() - count);
      std::copy(in.begin(), in.end(), room.begin() + tail);
      LineState state{75, false};
      const Progress moved = write_quoted_printable({&room[0] + tail, count}, room, state);
      ASSERT_EQ(moved.consumed, count);
      ASSERT_EQ(std::string(room.data(), moved.produced), reference(in, {75, false}));
    }
  }
}

TEST(QuotedPrintable, NothingFitsIntoLessThanThreeOctets) {
  for (std::size_t size = 0; size < 3; ++size) {
    std::vector<char> room(size);
    LineState state{5, true};
    const Progress moved = write_quoted_printable("a", room, state);
    EXPECT_EQ(moved.consumed, 0U);
    EXPECT_EQ(moved.produced, 0U);
    EXPECT_EQ(state.column, 5U);
    EXPECT_TRUE(state.after_cr);
  }
}

TEST(QuotedPrintable, EveryOctetDecodesToItself) {
  for (int value = 0; value < 256; ++value) {
    for (std::size_t before = 0; before < 80; ++before) {
      const std::string in =
          std::string(before, 'a') + static_cast<char>(value) + static_cast<char>(value) + "b";
      LineState state{};
      ASSERT_EQ(test::from_quoted_printable(written(in, state, 64) + "\r\n"), test::as_lines(in))
          << value;
    }
  }
}

TEST(QuotedPrintable, EveryOctetIsWrittenAsItselfOrInHex) {
  for (int value = 0; value < 256; ++value) {
    for (const std::size_t before : {0U, 1U, 20U}) {
      for (const std::size_t after : {0U, 1U, 20U}) {
        const std::string in =
            std::string(before, 'a') + static_cast<char>(value) + std::string(after, 'b');
        LineState state{};
        ASSERT_EQ(written(in, state, 64), reference(in, {})) << value;
      }
    }
  }
}

TEST(QuotedPrintable, NoLineBeginsWithADot) {
  const std::string in(1000, '.');
  LineState state{};
  const std::string out = written(in, state, 64) + "\r\n";
  for (const std::string& line : test::lines_of(out)) EXPECT_NE(line.front(), '.');
  EXPECT_EQ(test::from_quoted_printable(out), in + "\r\n");
}

TEST(QuotedPrintable, RandomTextsDecodeToThemselves) {
  test::RandomText random{6};
  for (int i = 0; i < 500; ++i) {
    const std::string in = random.text(500);
    LineState state{};
    std::string out = written(in, state, 3 + random.below(100));
    if (state.column != 0) out += "\r\n";
    ASSERT_EQ(test::from_quoted_printable(out), test::as_lines(in)) << i;
  }
}

}  // namespace
}  // namespace postino::detail
