// SPDX-License-Identifier: MIT
// RFC 4648 4: base64 back into octets.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "postino/detail/base64_decoder.hpp"
#include "support/base64.hpp"

namespace postino::test {
namespace {

using std::string;

/// What `text` comes to in pieces of `piece` octets; nothing when it is no base64.
std::optional<string> decoded(const string& text, std::size_t piece) {
  string octets(text.size(), '\0');
  std::size_t size = 0;
  detail::Base64Decoder decoder;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    Writer out{std::span{octets}.subspan(size), 0};
    if (!decoder.read(text.substr(at, piece), out)) return std::nullopt;
    size += out.written();
  }
  if (!decoder.whole()) return std::nullopt;
  octets.resize(size);
  return octets;
}

/// The same whole and octet by octet.
std::optional<string> decoded(const string& text) {
  const std::optional<string> whole = decoded(text, text.size() + 1);
  for (std::size_t piece = 1; piece <= 5; ++piece) EXPECT_EQ(decoded(text, piece), whole) << text;
  return whole;
}

TEST(Base64Decoder, TheVectorsOfRfc4648) {
  EXPECT_EQ(decoded(""), "");
  EXPECT_EQ(decoded("Zg=="), "f");
  EXPECT_EQ(decoded("Zm8="), "fo");
  EXPECT_EQ(decoded("Zm9v"), "foo");
  EXPECT_EQ(decoded("Zm9vYg=="), "foob");
  EXPECT_EQ(decoded("Zm9vYmE="), "fooba");
  EXPECT_EQ(decoded("Zm9vYmFy"), "foobar");
}

TEST(Base64Decoder, EveryOctetInEveryPlace) {
  for (int octet = 0; octet < 256; ++octet) {
    for (std::size_t before = 0; before < 3; ++before) {
      for (std::size_t after = 0; after < 3; ++after) {
        const string text =
            string(before, '\xa5') + static_cast<char>(octet) + string(after, '\x5a');
        EXPECT_EQ(decoded(base64(text)), text);
      }
    }
  }
}

TEST(Base64Decoder, WhatIsNoDigitIsNone) {
  for (int octet = 0; octet < 256; ++octet) {
    const auto digit = static_cast<char>(octet);
    const bool is_digit =
        string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").find(digit) !=
        string::npos;
    EXPECT_EQ(decoded(string("AAA") + digit).has_value(), is_digit || digit == '=') << octet;
  }
}

TEST(Base64Decoder, PaddingStandsAtTheEndOnlyAndOnlyAsMuchAsIsDue) {
  for (const char* text : {"Z",     "A",        "A===",  "Zm9vA===", "Zg",     "Zg=",   "Zm8",
                           "Zg===", "Zm8==",    "Zm9v=", "Zm9v====", "=",      "==",    "====",
                           "Z===",  "Zg==Zg==", "Zg=A",  "Zm8=A",    "Zm8=\n", " Zm8=", "Zm 8="}) {
    EXPECT_EQ(decoded(text), std::nullopt) << text;
  }
}

TEST(Base64Decoder, BitsThatSayNothingAreZero) {
  for (const char* text : {"Zh==", "Zn==", "Zm9=", "Zm+=", "//==", "///="}) {
    EXPECT_EQ(decoded(text), std::nullopt) << text;
  }
}

TEST(Base64Decoder, WhatIsBrokenStaysSo) {
  detail::Base64Decoder decoder;
  Writer nowhere{{}, 0};
  EXPECT_FALSE(decoder.read("Zm9v!", nowhere));
  EXPECT_FALSE(decoder.whole());
  EXPECT_FALSE(decoder.read("Zm9v", nowhere));
  EXPECT_FALSE(decoder.whole());
}

TEST(Base64Decoder, AnyRoomIsFilledAndTheRestCounted) {
  for (std::size_t room = 0; room <= 7; ++room) {
    string octets(room, '#');
    Writer out{octets, 0};
    EXPECT_TRUE(detail::Base64Decoder{}.read("Zm9vYmFy", out));
    EXPECT_EQ(out.total(), 6U);
    EXPECT_EQ(out.complete(), room >= 6);
    EXPECT_EQ(octets.substr(0, out.written()), string("foobar").substr(0, room));
  }
}

}  // namespace
}  // namespace postino::test
