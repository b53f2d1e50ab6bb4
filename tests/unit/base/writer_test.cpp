// SPDX-License-Identifier: MIT
#include "postino/writer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postino {
namespace {

constexpr std::string_view whole = "MAIL FROM:<a@b> SIZE=40960\r\n";

/// The same octets through all three ways to put them.
void write_whole(Writer& out) {
  out.put("MAIL FROM:<");
  out.put("a@b");
  out.put('>');
  out.put("");
  out.put(" SIZE=");
  out.put_number(40960);
  out.put("\r\n");
}

std::string number(std::uint32_t value) {
  char room[16];
  Writer out{room, 0};
  out.put_number(value);
  return {room, out.written()};
}

TEST(Writer, LeavesOutKeepsAndCountsForEverySkipAndEveryRoom) {
  for (std::size_t skip = 0; skip <= whole.size() + 2; ++skip) {
    for (std::size_t room = 0; room <= whole.size() + 2; ++room) {
      std::string into(room + 2, '#');
      Writer out{{into.data(), room}, skip};
      write_whole(out);
      const std::string_view kept = whole.substr(std::min(skip, whole.size()), room);
      EXPECT_EQ(into.substr(0, out.written()), kept) << skip << ", " << room;
      EXPECT_EQ(into.substr(kept.size()), std::string(into.size() - kept.size(), '#'));
      EXPECT_EQ(out.total(), whole.size());
      EXPECT_EQ(out.complete(), whole.size() <= skip + room) << skip << ", " << room;
    }
  }
}

TEST(Writer, APartThatIsWrittenAnewWithALargerSkipContinuesTheLast) {
  for (std::size_t room = 1; room <= whole.size(); ++room) {
    std::string joined;
    bool complete = false;
    while (!complete) {
      std::string into(room, '#');
      Writer out{into, joined.size()};
      write_whole(out);
      joined += into.substr(0, out.written());
      complete = out.complete();
      ASSERT_LE(joined.size(), whole.size());
    }
    EXPECT_EQ(joined, whole) << "in parts of " << room;
  }
}

TEST(Writer, IntoNoRoomItMeasures) {
  Writer out{{}, 0};
  EXPECT_TRUE(out.complete());
  write_whole(out);
  EXPECT_EQ(out.written(), 0U);
  EXPECT_EQ(out.total(), whole.size());
  EXPECT_FALSE(out.complete());
}

TEST(Writer, NothingPutIsCompleteWhateverIsSkipped) {
  for (const std::size_t skip : {0U, 1U, 100U}) {
    Writer out{{}, skip};
    out.put("");
    out.put(std::string_view{});
    EXPECT_EQ(out.total(), 0U);
    EXPECT_TRUE(out.complete());
  }
}

TEST(Writer, NumbersAreDecimalWithoutLeadingZeros) {
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(7), "7");
  EXPECT_EQ(number(UINT32_MAX), "4294967295");
}

TEST(Writer, NumbersAroundEachPowerOfTen) {
  for (std::uint64_t power = 1; power <= UINT32_MAX; power *= 10) {
    for (const std::uint64_t value : {power - 1, power, power + 1}) {
      EXPECT_EQ(number(static_cast<std::uint32_t>(value)), std::to_string(value));
    }
  }
}

}  // namespace
}  // namespace postino
