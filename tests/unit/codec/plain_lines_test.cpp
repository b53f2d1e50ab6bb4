// SPDX-License-Identifier: MIT
// What needs no look, against what it is by its description, octet by octet.
#include "codec/plain_lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "postino/config.hpp"
#include "support/guarded_page.hpp"

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

constexpr bool is_plain(char octet) { return static_cast<unsigned char>(octet) >= 0x0e; }

/// What copied_lines() comes to.
MadeLines described_lines(std::string_view text, std::size_t room, std::size_t column = 0,
                          bool stuffing = true) {
  MadeLines all{{0, 0, column}, {}};
  Copied& done = all.copied;
  while (done.taken != text.size()) {
    const std::string_view left = text.substr(done.taken);
    const bool ends = left.starts_with("\r\n") || left.front() == '\n';
    if (!ends && (!is_plain(left.front()) || done.column == config::max_line_size)) break;
    const bool dot = done.column == 0 && left.front() == '.';
    const string piece = ends ? "\r\n" : string(dot && stuffing ? 2 : 1, left.front());
    if (room - done.made < piece.size()) break;
    all.octets += piece;
    done.taken += left.front() == '\r' ? 2U : 1U;
    done.made += piece.size();
    done.column = ends ? 0 : done.column + 1;
    done.eight_bit |= static_cast<unsigned char>(left.front()) >= 0x80;
    done.dotted |= dot;
  }
  return all;
}

void expect_same(const Copied& done, const Copied& described) {
  ASSERT_EQ(done.taken, described.taken);
  ASSERT_EQ(done.made, described.made);
  ASSERT_EQ(done.column, described.column);
  ASSERT_EQ(done.eight_bit, described.eight_bit);
  ASSERT_EQ(done.dotted, described.dotted);
}

/// `text` lies in memory that ends there, and in one that begins there; nothing is written after
/// the room.
void expect_described(std::string_view text, std::size_t room, std::size_t column = 0,
                      bool stuffing = true) {
  static const test::GuardedPage page;
  constexpr std::size_t margin = 64;
  const MadeLines described = described_lines(text, room, column, stuffing);
  for (const bool at_end : {true, false}) {
    const std::string_view in = at_end ? page.at_end(text) : page.at_front(text);
    string out(room + margin, '#');
    const Copied done = copy_plain_lines(in, out.data(), room, column, stuffing);
    expect_same(done, described.copied);
    ASSERT_EQ(out.substr(0, done.made), described.octets);
    ASSERT_EQ(out.substr(room), string(margin, '#')) << "written after the room";
    expect_same(copy_plain_lines(in, nullptr, room, column, stuffing), described.copied);
  }
}

string lines_of(std::size_t length, std::string_view end, std::size_t count) {
  string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += (i == 1 ? "." : "a") + string(length - 2, static_cast<char>('b' + i)) + "z";
    text += end;
  }
  return text;
}

TEST(PlainLines, StopBeforeTheFirstControlWhereverItStands) {
  for (std::size_t at = 0; at < 43; ++at) {
    for (int octet = 0; octet < 256; ++octet) {
      const auto control = static_cast<char>(octet);
      if (control == '\n') continue;
      string text(43, 'x');
      text[at] = control;
      const MadeLines made = copied_lines(text, 100, 5);
      const std::size_t most = is_plain(control) ? text.size() : at;
      EXPECT_EQ(made.copied.taken, most);
      EXPECT_EQ(made.octets, text.substr(0, most));
      EXPECT_EQ(made.copied.eight_bit, octet >= 0x80);
      EXPECT_FALSE(made.copied.dotted);
    }
  }
}

TEST(PlainLines, EqualLinesGoAsFarAsTheirRoomReaches) {
  for (const std::size_t length :
       {15U, 16U, 17U, 31U, 32U, 33U, 48U, 49U, 63U, 64U, 65U, 79U, 80U, 81U, 112U, 113U}) {
    for (const char* const end : {"\n", "\r\n"}) {
      const string text = lines_of(length, end, 4) + string(length, 'y');
      for (std::size_t room = 0; room < text.size() + 8; ++room) {
        expect_described(text, room);
        if (HasFatalFailure()) FAIL() << length << " in " << room;
      }
    }
  }
}

TEST(PlainLines, EqualLinesStopAtAnyControlAnywhere) {
  for (const char* const end : {"\n", "\r\n"}) {
    const string lines = lines_of(20, end, 4);
    const std::size_t begin = lines.size() / 4;
    for (std::size_t at = 0; at < 3 * begin; ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        string text = lines;
        text[at] = static_cast<char>(octet);
        for (const bool stuffing : {true, false}) expect_described(text, 200, 0, stuffing);
        if (HasFatalFailure()) FAIL() << octet << " at " << at;
      }
    }
  }
}

/// The line that the text goes on with tells how long the next ones are likely to be.
TEST(PlainLines, EqualLinesMayBeLongerThanWhatIsLeftOfTheFirst) {
  for (std::size_t left = 0; left < 40; ++left) {
    for (const char* const end : {"\n", "\r\n"}) {
      const string text = string(left, 'x') + end + lines_of(40, end, 3);
      expect_described(text, 300, 40 - left);
      if (HasFatalFailure()) FAIL() << left;
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
  for (const std::size_t length : {0U, 1U, 15U, 16U, 30U, 48U, 63U, 64U, 79U, 80U}) {
    string text;
    for (int i = 0; i < 6; ++i) text += "." + string(length, static_cast<char>('a' + i)) + "\n";
    if (length == 0) text = string(9, '\n') + "abc";
    for (std::size_t gap = 0; gap < 2 * length + 30; ++gap) {
      string place(gap, '#');
      place += text;
      const std::string_view tail = std::string_view{place}.substr(gap);
      const Copied done = copy_plain_lines(tail, place.data(), place.size(), 0, true);
      const MadeLines described = described_lines(text.substr(0, done.taken), place.size());
      EXPECT_EQ(place.substr(0, done.made), described.octets) << gap;
      EXPECT_EQ(place.substr(gap + done.taken), text.substr(done.taken)) << gap;
    }
  }
}

constexpr bool is_graphic(int octet) { return octet > ' ' && octet < 0x7f && octet != '='; }

/// The last octet is never one of them: a blank there would have to know what comes next.
TEST(GraphicOctets, StopBeforeWhatIsCoded) {
  for (int octet = 0; octet < 256; ++octet) {
    for (std::size_t at = 1; at < 20; ++at) {
      string text(20, 'x');
      text[at] = static_cast<char>(octet);
      string out(40, '#');
      const Copied done = copy_graphic(text, out.data(), out.size(), 1, 75);
      const std::size_t most = is_graphic(octet) || octet == ' ' ? 19 : at;
      EXPECT_EQ(done.taken, std::min<std::size_t>(most, 19)) << octet << " at " << at;
      EXPECT_EQ(out, text.substr(0, done.taken) + string(40 - done.taken, '#'));
    }
  }
}

TEST(GraphicOctets, StopBeforeABlankThatIsCodedAndBeforeTwo) {
  for (const char* const text : {"xx \n", "xx \r\n", "xx  x", "xx =", "xx \t", "xx "}) {
    EXPECT_EQ(copy_graphic(text, nullptr, 40, 1, 75).taken, 2U) << text;
  }
}

TEST(GraphicOctets, AreNoneAtALinesStartIfItIsADot) {
  EXPECT_EQ(copy_graphic("xxx", nullptr, 40, 0, 75).taken, 2U);
  const Copied none = copy_graphic(".xx", nullptr, 40, 0, 75);
  EXPECT_EQ(none.taken, 0U);
  EXPECT_EQ(none.made, 0U);
  EXPECT_EQ(none.column, 0U);
  EXPECT_FALSE(none.eight_bit);
  EXPECT_FALSE(none.dotted);
  EXPECT_EQ(copy_graphic(".xx", nullptr, 40, 1, 75).taken, 2U);
}

TEST(GraphicOctets, ThatAreTheTailOfTheirPlaceAreNotWrittenOver) {
  const string text = "abcdefghijklmnopqrst";
  for (std::size_t gap = 0; gap < 30; ++gap) {
    string place = string(gap, '#') + text;
    const std::string_view tail = std::string_view{place}.substr(gap);
    const Copied done = copy_graphic(tail, place.data(), place.size(), 1, 75);
    EXPECT_EQ(done.taken, std::min<std::size_t>(gap, 19));
    EXPECT_EQ(place.substr(0, done.made), text.substr(0, done.taken));
    EXPECT_EQ(place.substr(gap + done.taken), text.substr(done.taken));
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
