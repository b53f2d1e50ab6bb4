// SPDX-License-Identifier: MIT
#include "client/fingerprint.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "postino/lmtp.hpp"

namespace postino::test {
namespace {

using detail::fingerprint;

TEST(Fingerprint, IsOfWhatTextsSayAndNotOfWhereTheyLie) {
  const std::string texts[] = {"-mail.example-", "+mail.example+"};
  const std::string names[] = {"-client.example-", "+client.example+"};
  const std::string users[] = {"-pump-", "+pump+"};
  std::set<std::uint64_t> all;
  for (int i = 0; i != 2; ++i) {
    const std::string_view host = std::string_view{texts[i]}.substr(1, 12);
    const std::string_view name = std::string_view{names[i]}.substr(1, 14);
    const std::string_view user = std::string_view{users[i]}.substr(1, 4);
    all.insert(fingerprint({.host = host, .login = Login{.user = user}, .ehlo_name = name}));
  }
  EXPECT_EQ(all.size(), 1U);
}

TEST(Fingerprint, EachOctetOfEachTextCounts) {
  std::set<std::uint64_t> all;
  std::size_t servers = 0;
  const auto add = [&](const Server& server) {
    all.insert(fingerprint(server));
    ++servers;
  };
  add({.host = "mail.example", .login = Login{.user = "pump3"}, .ehlo_name = "node7.example"});
  for (std::size_t place = 0; place != 5; ++place) {
    std::string host = "mail.example";
    std::string user = "pump3";
    std::string name = "node7.example";
    host[place] = user[place] = name[place] = 'X';
    add({.host = host, .login = Login{.user = "pump3"}, .ehlo_name = "node7.example"});
    add({.host = "mail.example", .login = Login{.user = user}, .ehlo_name = "node7.example"});
    add({.host = "mail.example", .login = Login{.user = "pump3"}, .ehlo_name = name});
  }
  EXPECT_EQ(all.size(), servers);
}

TEST(Fingerprint, EachPortAndSecurityHasItsOwn) {
  std::set<std::uint64_t> all;
  for (unsigned port = 1; port != 65536; ++port) {
    for (const Security security :
         {Security::StartTls, Security::Tls, Security::Opportunistic, Security::None}) {
      all.insert(fingerprint({.host = "mail.example",
                              .port = static_cast<std::uint16_t>(port),
                              .security = security}));
    }
  }
  EXPECT_EQ(all.size(), 65535U * 4);
}

TEST(Fingerprint, ThePortThatSecurityNamesIsTheSameAsIfItWereWritten) {
  EXPECT_EQ(fingerprint({.host = "mail.example", .security = Security::Tls}),
            fingerprint({.host = "mail.example", .port = 465, .security = Security::Tls}));
}

TEST(Fingerprint, LmtpIsAnother) {
  EXPECT_NE(fingerprint({.host = "mail.example", .lmtp = &lmtp}),
            fingerprint({.host = "mail.example"}));
}

}  // namespace
}  // namespace postino::test
