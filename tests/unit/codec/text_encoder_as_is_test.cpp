// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "unit/codec/encoded.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::detail {
namespace {

/// RFC 5321 2.3.8 and 4.5.2, an octet at a time.
std::string reference(std::string_view in, LineState state, bool stuffing) {
  std::string out;
  std::size_t column = state.column;
  char before = state.after_cr ? '\r' : 'x';
  for (const char octet : in) {
    const bool second_half = octet == '\n' && before == '\r';
    before = octet;
    if (second_half) continue;
    if (octet == '\r' || octet == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    if (column == 998) {
      out += "\r\n ";
      column = 1;
    }
    if (octet == '.' && column == 0 && stuffing) out += '.';
    out += octet;
    ++column;
  }
  return out;
}

/// All of `in`, in rooms of `size` octets.
std::string written(std::string_view in, LineState& state, bool stuffing, std::size_t size) {
  std::string out;
  std::vector<char> room(size);
  while (!in.empty()) {
    const Progress moved = write_lines(in, room, state, stuffing);
    if (moved.consumed == 0 && moved.produced == 0) {
      ADD_FAILURE() << "no way on";
      return out;
    }
    out.append(room.data(), moved.produced);
    in.remove_prefix(moved.consumed);
  }
  return out;
}

TEST(LineWriter, EveryShortStringInRoomsOfAnySize) {
  test::for_every_string(letters, 6, [](const std::string& in) {
    for (const bool stuffing : {true, false}) {
      const std::string expected = reference(in, {}, stuffing);
      for (const std::size_t size : {3U, 4U, 5U, 64U}) {
        LineState state{};
        ASSERT_EQ(written(in, state, stuffing, size), expected) << size;
      }
    }
  });
}

TEST(LineWriter, EveryShortStringCutAnywhere) {
  test::for_every_string(letters, 6, [](const std::string& in) {
    const std::string expected = reference(in, {}, true);
    const std::string_view whole = in;
    for (std::size_t cut = 0; cut <= in.size(); ++cut) {
      LineState state{};
      std::string out = written(whole.substr(0, cut), state, true, 32);
      out += written(whole.substr(cut), state, true, 32);
      ASSERT_EQ(out, expected) << cut;
    }
  });
}

TEST(LineWriter, EveryShortStringAroundTheLongestLine) {
  test::for_every_string(letters, 4, [](const std::string& in) {
    for (std::size_t before = 995; before <= 998; ++before) {
      const std::string line = std::string(before, 'a') + in;
      const std::string expected = reference(line, {}, true);
      for (const std::size_t size : {3U, 998U, 999U, 1460U}) {
        LineState state{};
        ASSERT_EQ(written(line, state, true, size), expected) << before;
      }
    }
  });
}

TEST(LineWriter, TheInputMayBeTheTailOfTheOutput) {
  test::for_every_string(letters, 6, [](const std::string& in) {
    for (const LineState start : {LineState{}, LineState{0, true}, LineState{996, false},
                                  LineState{997, false}, LineState{998, false}}) {
      std::vector<char> room(2 * in.size() + 4);
      const auto tail = static_cast<std::ptrdiff_t>(room.size() - in.size());
      std::copy(in.begin(), in.end(), room.begin() + tail);
      LineState state = start;
      const Progress moved = write_lines({&room[0] + tail, in.size()}, room, state, true);
      ASSERT_EQ(moved.consumed, in.size());
      ASSERT_EQ(std::string(room.data(), moved.produced), reference(in, start, true));
    }
  });
}

TEST(LineWriter, TheInputMayBeTheTailOfALargePacket) {
  for (const std::string piece : {"a", ".", "\n", "\n.", "\r\n.", ".\r"}) {
    for (const std::size_t count : {728U, 2000U}) {
      std::string in;
      while (in.size() < count) in += piece;
      in.resize(count);
      std::vector<char> room(2 * count + 4);
      const auto tail = static_cast<std::ptrdiff_t>(room.size() - count);
      std::copy(in.begin(), in.end(), room.begin() + tail);
      LineState state{998, false};
      const Progress moved = write_lines({&room[0] + tail, count}, room, state, true);
      ASSERT_EQ(moved.consumed, count);
      ASSERT_EQ(std::string(room.data(), moved.produced), reference(in, {998, false}, true));
    }
  }
}

TEST(LineWriter, NothingFitsIntoLessThanThreeOctets) {
  for (const std::size_t size : {0U, 1U, 2U}) {
    std::vector<char> room(size);
    LineState state{5, true};
    const Progress moved = write_lines("a", room, state, true);
    EXPECT_EQ(moved.consumed, 0U);
    EXPECT_EQ(moved.produced, 0U);
    EXPECT_EQ(state.column, 5U);
    EXPECT_TRUE(state.after_cr);
  }
}

TEST(LineWriter, NoLineIsOver998Octets) {
  const std::string in(5000, '.');
  LineState state{};
  std::string out = written(in, state, false, 100);
  while (!out.empty()) {
    const std::size_t size = std::min(out.find("\r\n"), out.size());
    EXPECT_LE(size, 998U);
    out.erase(0, size + 2);
  }
}

}  // namespace
}  // namespace postino::detail
