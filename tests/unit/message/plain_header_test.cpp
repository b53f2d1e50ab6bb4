// SPDX-License-Identifier: MIT
// Which text needs no encoding in a header.
#include <gtest/gtest.h>

#include <string>

#include "message/header_writer.hpp"
#include "postino/config.hpp"

namespace postino::test {
namespace {

using detail::is_plain;
using std::string;

TEST(PlainHeader, PrintableWordsWithOneBlankBetweenThem) {
  for (const char* const text : {"", "a", "a b c", "~", "a=b", "a?b", "=a?"}) {
    EXPECT_TRUE(is_plain(text, false)) << text;
    EXPECT_TRUE(is_plain(text, true)) << text;
  }
  for (const char* const text :
       {" ", " a", "a ", "a  b", "a=?b", "a\tb", "a\x1f", "\x7f", "a\x7f"}) {
    EXPECT_FALSE(is_plain(text, false)) << text;
    EXPECT_FALSE(is_plain(text, true)) << text;
  }
}

TEST(PlainHeader, HighOctetsWhereHeadersAreUtf8) {
  for (const char* const text : {"\x80", "p\xc3\xbcmp", "\xff"}) {
    EXPECT_FALSE(is_plain(text, false)) << text;
    EXPECT_TRUE(is_plain(text, true)) << text;
  }
}

TEST(PlainHeader, AWordIsAsLongAsALineHoldsIt) {
  const string most(config::max_line_size - config::fold_column, 'x');
  EXPECT_TRUE(is_plain(View{most}, false));
  const string two = most + " " + most;
  EXPECT_TRUE(is_plain(View{two}, false));
  const string more = most + "x";
  EXPECT_FALSE(is_plain(View{more}, false));
}

}  // namespace
}  // namespace postino::test
