// SPDX-License-Identifier: MIT
// What MbedSession takes for a session: the head of what is kept.
#include "postino/mbedtls_session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "postino/mbedtls_settings.hpp"

namespace postino::test {
namespace {

constexpr std::size_t head = MbedSession::head_octets;

class SessionHead : public ::testing::Test {
 protected:
  /// The octets of the session there; that is what its head says, rightly or not.
  std::size_t size_of(unsigned size, unsigned inverted, unsigned format, std::size_t room = 100) {
    memory_.fill(0);
    for (const auto& [at, number] : {std::pair{0U, size}, {2U, inverted}, {4U, format}}) {
      memory_[at] = static_cast<unsigned char>(number >> 8);
      memory_[at + 1] = static_cast<unsigned char>(number);
    }
    return MbedSession{std::span{memory_}.first(room)}.octets().size();
  }
  std::size_t size_of(unsigned size, std::size_t room = 100) {
    return size_of(size, ~size, 2, room);
  }

 private:
  std::array<unsigned char, 300> memory_{};
};

TEST_F(SessionHead, SaysItsSizeTwice) {
  EXPECT_EQ(size_of(10), head + 10);
  EXPECT_EQ(size_of(10, 10, 2), 0U);
  EXPECT_EQ(size_of(10, ~11U, 2), 0U);
  EXPECT_EQ(size_of(10, ~10U, 3), 0U);
  EXPECT_EQ(size_of(10, 0, 0), 0U);
}

TEST_F(SessionHead, SaysNoMoreThanThereIsRoomFor) {
  EXPECT_EQ(size_of(100 - head), 100U);
  EXPECT_EQ(size_of(100 - head + 1), 0U);
  EXPECT_EQ(size_of(10, head + 10), head + 10);
  EXPECT_EQ(size_of(10, head + 9), 0U);
  EXPECT_EQ(size_of(10, head), 0U);
  EXPECT_EQ(size_of(10, head - 1), 0U);
  EXPECT_EQ(size_of(10, 6), 0U);
}

/// RFC 8446 4.6.1: seven days, with a message a day.
TEST(SessionInMemory, MayBeUsedAsOftenAsItMayBeDaysOld) {
  EXPECT_EQ(MbedSettings{}.session_uses * std::int64_t{24 * 60 * 60}, MbedSession::max_age);
}

TEST(SessionInMemory, RestoresWhatFillsItWhole) {
  std::array<unsigned char, 100> memory{};
  MbedSession session{memory};
  std::vector<unsigned char> kept(100, 7);
  const unsigned char begin[] = {0, 36, 0xff, 0xff - 36, 0, 2};
  std::ranges::copy(begin, kept.begin());
  EXPECT_TRUE(session.restore(kept));
  EXPECT_EQ(session.octets().size(), kept.size());
  kept.push_back(7);
  EXPECT_FALSE(session.restore(kept));
  EXPECT_TRUE(session.empty());
}

}  // namespace
}  // namespace postino::test
