// SPDX-License-Identifier: MIT
#include "postino/detail/word_hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace postino::detail {
namespace {

bool is_letter(int octet) {
  return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
}

TEST(WordHash, OfAnyTwoOctetsOnlyLettersOfTwoCasesAreTheSame) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const bool same = a == b || (is_letter(a) && is_letter(b) && (a ^ b) == 0x20);
      EXPECT_EQ(hash_on(no_word, static_cast<char>(a)) == hash_on(no_word, static_cast<char>(b)),
                same)
          << a << ' ' << b;
    }
  }
}

TEST(WordHash, ALongerWordIsAnother) {
  EXPECT_NE(hash_of("SIZE"), hash_of("SIZES"));
  EXPECT_NE(hash_of("SIZE"), hash_of("SIZ"));
  EXPECT_NE(hash_of("EZIS"), hash_of("SIZE"));
  EXPECT_NE(hash_of(std::string(1, '\0')), no_word);
  EXPECT_EQ(hash_of("starttls"), word("STARTTLS"));
}

}  // namespace
}  // namespace postino::detail
