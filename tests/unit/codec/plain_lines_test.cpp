// SPDX-License-Identifier: MIT
// What needs no look, against what it is by its description, octet by octet.
#include "codec/plain_lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace postino::test {
namespace {

using detail::Copied;
using detail::copy_graphic;
using detail::copy_plain_lines;
using std::string;

struct MadeLines {
  Copied copied;
  string octets;
};

MadeLines copied_lines(std::string_view text, std::size_t room, std::size_t column = 0,
                       bool stuffing = true) {
  string out(room, '#');
  const Copied done = copy_plain_lines(text, out.data(), room, column, stuffing);
  const Copied counted = copy_plain_lines(text, nullptr, room, column, stuffing);
  EXPECT_EQ(counted.taken, done.taken) << "only counted";
  EXPECT_EQ(counted.made, done.made) << "only counted";
  EXPECT_EQ(string(room - done.made, '#'), out.substr(done.made)) << "written behind its end";
  return {done, out.substr(0, done.made)};
}

TEST(PlainLines, StopBeforeTheFirstControlWhereverItStands) {
  for (std::size_t at = 0; at < 40; ++at) {
    for (const char control : {'\0', '\x01', '\x0b', '\x0c'}) {
      string text(40, 'x');
      text[at] = control;
      const MadeLines made = copied_lines(text, 100, 5);
      EXPECT_EQ(made.copied.taken, at);
      EXPECT_EQ(made.octets, string(at, 'x'));
      EXPECT_FALSE(made.copied.eight_bit);
    }
  }
}

TEST(PlainLines, AHighBitBeforeTheControlCountsAndNoneAfterIt) {
  for (std::size_t at = 0; at < 24; ++at) {
    for (std::size_t high = 0; high < 24; ++high) {
      string text(24, 'x');
      text[high] = '\x80';
      text[at] = '\x01';
      const MadeLines made = copied_lines(text, 100, 5);
      EXPECT_EQ(made.copied.taken, at);
      EXPECT_EQ(made.copied.eight_bit, high < at) << high << " before " << at;
    }
  }
}

TEST(PlainLines, NoLineGoesOverItsRoomOrItsLength) {
  const string line(70, 'y');
  for (std::size_t room = 0; room < 70; ++room) {
    EXPECT_LE(copied_lines(line, room).octets.size(), room);
  }
  const string longest(998, 'y');
  EXPECT_EQ(copied_lines(longest + "z", 2000).octets, longest);
  EXPECT_EQ(copied_lines(longest + "\r\n", 2000).octets, longest + "\r\n");
}

/// A text may be the tail of where it goes, so close that not one line of it has room before it.
TEST(PlainLines, ATextThatIsTheTailOfItsPlaceIsNotWrittenOver) {
  for (std::size_t gap = 4; gap < 90; ++gap) {
    string text;
    for (int i = 0; i < 6; ++i) text += "." + string(30, static_cast<char>('a' + i)) + "\n";
    string place(gap, '#');
    place += text;
    const std::string_view tail = std::string_view{place}.substr(gap);
    const Copied done = copy_plain_lines(tail, place.data(), place.size(), 0, true);
    string expected;
    for (std::size_t i = 0; i < done.taken; ++i) {
      const bool begins = i == 0 || text[i - 1] == '\n';
      if (text[i] == '\n') expected += '\r';
      if (begins && text[i] == '.') expected += '.';
      expected += text[i];
    }
    EXPECT_EQ(place.substr(0, done.made), expected) << gap;
    EXPECT_EQ(place.substr(gap + done.taken), text.substr(done.taken)) << gap;
  }
}

TEST(GraphicOctets, StopBeforeWhatIsCoded) {
  for (const char coded : {'=', '\t', '\x7f', '\x80', '\n', '\0'}) {
    for (std::size_t at = 1; at < 20; ++at) {
      string text(20, 'x');
      text[at] = coded;
      string out(40, '#');
      const Copied done = copy_graphic(text, out.data(), out.size(), 1, 75);
      EXPECT_LE(done.taken, at) << "at " << at;
      EXPECT_EQ(out.substr(0, done.made), string(done.taken, 'x'));
    }
  }
}

TEST(GraphicOctets, StopAtTheColumn) {
  string out(100, '#');
  const Copied done = copy_graphic(string(100, 'x'), out.data(), out.size(), 1, 75);
  EXPECT_LE(done.column, 75U);
  EXPECT_EQ(done.column, 1 + done.made);
}

}  // namespace
}  // namespace postino::test
