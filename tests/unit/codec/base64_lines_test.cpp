// SPDX-License-Identifier: MIT
#include "codec/base64_lines.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "codec/base64.hpp"
#include "support/guarded_page.hpp"

namespace postino::test {
namespace {

using detail::base64_input;
using detail::base64_size;
using detail::write_base64;
using detail::write_base64_end;

std::string some_octets(std::size_t size) {
  std::mt19937 engine{7};
  std::string octets;
  for (; size != 0; --size) octets += static_cast<char>(engine());
  return octets;
}

/// By the encoder that AUTH has, cut into lines.
std::string expected(const std::string& octets) {
  std::vector<char> room(octets.size() * 2 + 8);
  Writer out{room, 0};
  detail::put_base64(out, octets);
  std::string lines;
  for (std::size_t at = 0; at < out.written(); ++at) {
    if (at != 0 && at % 76 == 0) lines += "\r\n";
    lines += room[at];
  }
  return lines;
}

/// In packets of `room`, from memory.
std::string encoded(std::string_view in, std::size_t room) {
  std::string lines;
  std::vector<char> out(room);
  std::uint16_t column = 0;
  while (!in.empty()) {
    const detail::Moved moved = write_base64(in, out, column);
    EXPECT_LE(moved.produced, room);
    lines.append(out.data(), moved.produced);
    in.remove_prefix(moved.consumed);
    if (moved.consumed != 0) continue;
    EXPECT_LT(in.size(), 3U) << "nothing fits in " << room;
    lines.append(out.data(), write_base64_end(in, out, column));
    break;
  }
  return lines;
}

TEST(Base64Lines, AreThoseOfTheOtherEncoderForEveryLengthAndRoom) {
  const GuardedPage page;
  for (std::size_t size = 0; size < 240; ++size) {
    const std::string octets = some_octets(size);
    const std::string_view in = page.at_end(octets);
    for (const std::size_t room : {6U, 7U, 16U, 17U, 63U, 76U, 77U, 78U, 79U, 80U, 1460U}) {
      ASSERT_EQ(encoded(in, room), expected(octets)) << size << " in " << room;
    }
  }
}

TEST(Base64Lines, EveryTwelveBitsAreTheirTwoDigits) {
  std::string octets;
  for (unsigned bits = 0; bits < 4096; ++bits) {
    const unsigned group = bits << 12 | (bits ^ 4095U);
    for (const unsigned place : {16U, 8U, 0U}) octets += static_cast<char>(group >> place & 255U);
  }
  const std::string lines = expected(octets);
  for (const std::size_t room : {16U, 17000U}) EXPECT_EQ(encoded(octets, room), lines) << room;
}

TEST(Base64Lines, TheSizeIsThatOfTheLines) {
  for (std::uint32_t size = 0; size < 1000; ++size) {
    ASSERT_EQ(base64_size(size), expected(some_octets(size)).size()) << size;
  }
  EXPECT_EQ(base64_size(3'000'000'000U), 4'105'263'156U);
}

TEST(Base64Lines, TheInputForARoomFitsAtEveryColumn) {
  for (std::size_t room = 16; room < 400; ++room) {
    const std::string octets = some_octets(base64_input(room));
    EXPECT_GE(octets.size(), 6U);
    for (std::uint16_t start = 0; start <= 76; start = static_cast<std::uint16_t>(start + 4)) {
      std::vector<char> out(room);
      std::uint16_t column = start;
      ASSERT_EQ(write_base64(octets, out, column).consumed, octets.size()) << room << ' ' << start;
    }
  }
}

TEST(Base64Lines, TheInputMayBeTheTailOfTheRoom) {
  for (std::size_t room = 16; room < 400; ++room) {
    const std::string octets = some_octets(base64_input(room));
    for (std::uint16_t start = 0; start <= 76; start = static_cast<std::uint16_t>(start + 4)) {
      std::vector<char> apart(room);
      std::vector<char> together(room);
      octets.copy(together.data() + room - octets.size(), octets.size());
      std::uint16_t one = start;
      std::uint16_t other = start;
      const std::size_t size = write_base64(octets, apart, one).produced;
      const std::string_view tail{together.data() + room - octets.size(), octets.size()};
      ASSERT_EQ(write_base64(tail, together, other).produced, size);
      ASSERT_EQ(std::string(together.data(), size), std::string(apart.data(), size));
      ASSERT_EQ(one, other);
    }
  }
}

}  // namespace
}  // namespace postino::test
