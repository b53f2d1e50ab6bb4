// SPDX-License-Identifier: MIT
#include "postino/posix_authorities.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>
#include <string>

#include "postino/posix_clock.hpp"

namespace postino::contract {
namespace {

TEST(PosixAuthorities, HoldTheWholeFile) {
  const std::string path = testing::TempDir() + "postino-authorities.pem";
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 300000U}) {
    std::string text(size, 'x');
    if (size > 1) text.back() = 'y';
    std::ofstream{path, std::ios::binary} << text;
    const PosixAuthorities authorities{path.c_str()};
    EXPECT_EQ(authorities.text(), text) << size;
    EXPECT_EQ(authorities.native_code(), 0) << size;
  }
}

TEST(PosixAuthorities, AreEmptyWhereTheFileCannotBeRead) {
  const PosixAuthorities missing{"/no/such/file"};
  EXPECT_EQ(missing.text(), "");
  EXPECT_EQ(missing.native_code(), ENOENT);
  const PosixAuthorities folder{"/"};
  EXPECT_EQ(folder.text(), "");
  EXPECT_EQ(folder.native_code(), EISDIR);
}

TEST(PosixAuthorities, AreThoseOfTheSystemByDefault) {
  const PosixAuthorities authorities;
  EXPECT_EQ(authorities.text(), PosixAuthorities{PosixAuthorities::system_file()}.text());
}

TEST(PosixSeconds, AreThoseOfTheDate) {
  EXPECT_NEAR(static_cast<double>(posix_seconds()), static_cast<double>(posix_date().unix_seconds),
              5);
}

}  // namespace
}  // namespace postino::contract
