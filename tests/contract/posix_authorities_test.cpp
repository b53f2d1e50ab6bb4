// SPDX-License-Identifier: MIT
#include "postino/posix_authorities.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>
#include <set>
#include <string>
#include <utility>

#include "postino/posix_clock.hpp"
#include "system_calls.hpp"

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

TEST(PosixAuthorities, TheSystemsFileIsTheFirstThatCanBeRead) {
  const std::string debian = "/etc/ssl/certs/ca-certificates.crt";
  const std::string fedora = "/etc/pki/tls/certs/ca-bundle.crt";
  const std::string suse = "/etc/ssl/ca-bundle.pem";
  const std::string alpine = "/etc/ssl/cert.pem";
  const std::pair<std::set<std::string>, std::string> cases[] = {{{}, debian},
                                                                 {{alpine}, alpine},
                                                                 {{alpine, suse}, suse},
                                                                 {{suse, fedora}, fedora},
                                                                 {{fedora, debian}, debian}};
  for (const auto& [there, expected] : cases) {
    SystemCalls calls;
    calls.access = [&files = there](const char* path, int mode) {
      EXPECT_EQ(mode, R_OK);
      return files.contains(path) ? 0 : -1;
    };
    EXPECT_EQ(PosixAuthorities::system_file(), expected);
  }
}

TEST(PosixAuthorities, AReadThatASignalInterruptsIsAskedAgain) {
  const std::string path = testing::TempDir() + "postino-interrupted.pem";
  std::ofstream{path, std::ios::binary} << "text";
  SystemCalls calls;
  int asked = 0;
  calls.read = [&](int descriptor, void* into, std::size_t size) -> ssize_t {
    const ssize_t result = ++asked == 1 ? -1 : real_read(descriptor, into, size);
    errno = EINTR;
    return result;
  };
  const PosixAuthorities authorities{path.c_str()};
  EXPECT_EQ(authorities.text(), "text");
  EXPECT_EQ(authorities.native_code(), 0);
  EXPECT_EQ(asked, 3) << "the signal, the text, the end";
}

TEST(PosixAuthorities, AreNoneWhenTheFileCannotBeReadToItsEnd) {
  SystemCalls calls;
  int asked = 0;
  calls.read = [&](int, void*, std::size_t) -> ssize_t {
    errno = EIO;
    return ++asked == 1 ? 4 : -1;
  };
  const PosixAuthorities authorities{"/dev/null"};
  EXPECT_EQ(authorities.text(), "");
  EXPECT_EQ(authorities.native_code(), EIO);
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
