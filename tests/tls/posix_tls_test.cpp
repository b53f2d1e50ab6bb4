// SPDX-License-Identifier: MIT
// PosixTls: whom it trusts, and what is left when it ends.
#include "postino/posix_tls.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "tls/support/bare_transport.hpp"

namespace postino::test {
namespace {

/// A file with that in it.
class NamedFile {
 public:
  explicit NamedFile(const std::string& text) : path_{::testing::TempDir() + "authorities.pem"} {
    std::FILE* const file = std::fopen(path_.c_str(), "w");
    EXPECT_EQ(std::fwrite(text.data(), 1, text.size(), file), text.size());
    std::fclose(file);
  }
  ~NamedFile() { std::remove(path_.c_str()); }
  NamedFile(const NamedFile&) = delete;
  NamedFile& operator=(const NamedFile&) = delete;
  [[nodiscard]] const char* path() const { return path_.c_str(); }

 private:
  std::string path_;
};

TEST(PosixTlsTest, TrustsWhatIsInTheFile) {
  BareTransport bare;
  const NamedFile file{authority().pem()};
  PosixTls tls{bare.wire, bare.room.pool, file.path()};
  EXPECT_EQ(tls.transport().check(), Fault::None);
}

TEST(PosixTlsTest, WithoutAFileTrustsNobody) {
  BareTransport bare;
  PosixTls tls{bare.wire, bare.room.pool, "/nowhere/authorities.pem"};
  EXPECT_EQ(tls.transport().check(), Fault::NoTrustAnchor);
}

TEST(PosixTlsTest, DropsAnOpenConnectionWhenItEnds) {
  BareTransport bare;
  const NamedFile file{authority().pem()};
  {
    PosixTls tls{bare.wire, bare.room.pool, file.path()};
    (void)bare.wire.connect("mail.example", 465);
    EXPECT_EQ(bare.advance(tls.transport()), Progress::Pending);
    EXPECT_NE(bare.heap.used(), 0U);
  }
  EXPECT_EQ(bare.heap.used(), 0U);
  EXPECT_EQ(bare.wire.ended(), FakeSocket::Ended::Aborted);
}

}  // namespace
}  // namespace postino::test
