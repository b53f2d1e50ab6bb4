// SPDX-License-Identifier: MIT
#include "codec/base64.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/base64.hpp"

namespace postino::test {
namespace {

std::string encoded(std::string_view octets, std::size_t skip = 0, std::size_t room = 4096) {
  std::string into(room, '#');
  Writer out{into, skip};
  detail::put_base64(out, octets);
  return into.substr(0, out.written());
}

TEST(Base64, TheVectorsOfRfc4648) {
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg==");
  EXPECT_EQ(encoded("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
}

TEST(Base64, EveryDigitInItsOrder) {
  EXPECT_EQ(encoded(std::string_view{"\x00\x10\x83\x10\x51\x87\x20\x92\x8b\x30\xd3\x8f\x41\x14\x93"
                                     "\x51\x55\x97\x61\x96\x9b\x71\xd7\x9f\x82\x18\xa3\x92\x59\xa7"
                                     "\xa2\x9a\xab\xb2\xdb\xaf\xc3\x1c\xb3\xd3\x5d\xb7\xe3\x9e\xbb"
                                     "\xf3\xdf\xbf",
                                     48}),
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
}

TEST(Base64, NulAndEightBitOctets) {
  EXPECT_EQ(encoded(std::string_view{"\0user\0secret", 12}), "AHVzZXIAc2VjcmV0");
  EXPECT_EQ(encoded("\xff"), "/w==");
  EXPECT_EQ(encoded("\xff\xff"), "//8=");
  EXPECT_EQ(encoded("\xff\xff\xff"), "////");
  EXPECT_EQ(encoded(std::string_view{"\0", 1}), "AA==");
}

TEST(Base64, EverySizeIsAsLongAsItMustBe) {
  for (std::size_t size = 0; size <= 100; ++size) {
    std::string octets;
    for (std::size_t i = 0; i < size; ++i) octets += static_cast<char>(i * 151 + size);
    EXPECT_EQ(encoded(octets).size(), (size + 2) / 3 * 4);
    EXPECT_EQ(encoded(octets), base64(octets));
  }
}

TEST(Base64, PiecesOfMultiplesOfThreeJoin) {
  std::string octets;
  for (std::size_t i = 0; i < 25; ++i) octets += static_cast<char>(i * 37 + 200);
  const std::string whole = base64(octets);
  for (std::size_t first = 0; first <= octets.size(); first += 3) {
    for (std::size_t second = first; second <= octets.size(); second += 3) {
      const std::string_view all = octets;
      EXPECT_EQ(encoded(all.substr(0, first)) + encoded(all.substr(first, second - first)) +
                    encoded(all.substr(second)),
                whole)
          << first << ", " << second;
    }
  }
}

TEST(Base64, CanBeWrittenInPartsAsAnythingElse) {
  const std::string_view whole = "AHVzZXIAc2VjcmV0MQ==";
  const std::string_view octets{"\0user\0secret1", 13};
  for (std::size_t skip = 0; skip <= whole.size(); ++skip) {
    for (std::size_t room = 0; room <= whole.size(); ++room) {
      EXPECT_EQ(encoded(octets, skip, room), whole.substr(skip, room)) << skip << ", " << room;
    }
  }
}

}  // namespace
}  // namespace postino::test
