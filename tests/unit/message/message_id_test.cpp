// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

std::string id_of(const Mail& mail, std::size_t room = 1460) {
  return arrived(compose(text_mail, mail, {}, room).octets).value("Message-ID");
}

Mail numbered(std::uint64_t seed) {
  return {.from = {"node7@plant.example"},
          .to = "ops@plant.example",
          .date = {.unix_seconds = 1795532400},
          .message_id = {.seed = seed}};
}

TEST(MessageIdLine, B136_IsEqualOverRetriesAndRestarts) {
  const std::string id = id_of(numbered(77));
  EXPECT_EQ(id_of(numbered(77)), id);
  EXPECT_EQ(id_of(numbered(77), 16), id);
  Mail changed = numbered(77);
  changed.text = "another text";
  changed.subject = "another subject";
  EXPECT_EQ(id_of(changed), id);
}

TEST(MessageIdLine, DiffersWithSeedSenderAndDate) {
  std::set<std::string> ids = {id_of(numbered(1))};
  EXPECT_TRUE(ids.insert(id_of(numbered(2))).second);
  EXPECT_TRUE(ids.insert(id_of(numbered(0x100000001))).second) << "the upper half counts";
  Mail other = numbered(1);
  other.from.address = "node8@plant.example";
  EXPECT_TRUE(ids.insert(id_of(other)).second);
  other = numbered(1);
  ++other.date.unix_seconds;
  EXPECT_TRUE(ids.insert(id_of(other)).second);
}

TEST(MessageIdLine, HasTheFormOfRfc5322) {
  const std::string id = id_of(numbered(0x0123456789abcdef));
  EXPECT_EQ(id.substr(0, 18), "<0123456789abcdef.");
  EXPECT_EQ(id.substr(18, 8).find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(id.substr(26), "@plant.example>");
}

TEST(MessageIdLine, TakesItsDomainFromTheCallerElseFromTheReversePath) {
  Mail mail = numbered(1);
  mail.sender = {"gateway@relay.example"};
  EXPECT_EQ(id_of(mail).substr(26), "@relay.example>");
  mail.sender = {"\"a@b\"@[192.0.2.7]"};
  EXPECT_EQ(id_of(mail).substr(26), "@[192.0.2.7]>");
  mail.message_id.domain = "ids.example";
  EXPECT_EQ(id_of(mail).substr(26), "@ids.example>");
}

TEST(MessageIdLine, IsAbsentWithoutASeed) {
  const Mail mail = numbered(0);
  EXPECT_EQ(arrived(compose(text_mail, mail).octets).count("Message-ID"), 0U);
}

}  // namespace
}  // namespace postino::test
