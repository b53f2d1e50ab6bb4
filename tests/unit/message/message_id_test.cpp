// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "message/headers.hpp"
#include "postino/mime.hpp"
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

/// What a device says of itself that counts its mails and has no clock.
Mail counted(std::string_view device, std::uint64_t number = 1) {
  Mail mail = numbered(number);
  mail.date = {};
  mail.message_id.device = device;
  return mail;
}

TEST(MessageIdLine, K17_OfTwoDevicesThatCountIsNotTheSame) {
  std::set<std::string> ids;
  for (int device = 0; device < 1000; ++device) {
    const std::string name = "Pump " + std::to_string(device);
    const std::string id = id_of(counted(name));
    EXPECT_TRUE(ids.insert(id).second) << name;
    EXPECT_EQ(id.find(name), std::string::npos) << id;
    EXPECT_EQ(id_of(counted(name)), id) << "a retry";
    EXPECT_TRUE(ids.insert(id_of(counted(name, 2))).second) << name;
  }
  Mail shorter = counted("9");
  shorter.from.address = "node7@plant.exampl";
  shorter.message_id.device = "e9";
  EXPECT_NE(id_of(shorter).substr(0, 34), id_of(counted("9")).substr(0, 34));
}

TEST(MessageIdLine, K17_HasAllOfTheHashOfADevice) {
  const Mail mail = counted("0815", 0x0123456789abcdef);
  const std::uint64_t whose = detail::hash(mail);
  char digits[17];
  std::snprintf(digits, sizeof digits, "%08x%08x", static_cast<unsigned>(whose & 0xffffffff),
                static_cast<unsigned>(whose >> 32));
  EXPECT_EQ(id_of(mail), "<0123456789abcdef." + std::string{digits} + "@plant.example>");
}

TEST(MessageIdLine, K17_ThatAnotherDeviceMayMakeIsInvalid) {
  char id[100];
  const auto with = [](std::uint64_t seed, Date date, std::string_view device) {
    Mail mail = numbered(seed);
    mail.date = date;
    mail.message_id.device = device;
    return mail;
  };
  constexpr Date date{.unix_seconds = 1795532400};
  const MimeComposer mime{MimeContent{}};
  for (const Composer* const composer :
       {static_cast<const Composer*>(&text_mail), static_cast<const Composer*>(&mime)}) {
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{0xffffffff}}) {
      const Error error = composer->check(with(seed, {}, ""));
      EXPECT_EQ(name(error.fault), "SeedNotUnique");
      EXPECT_EQ(name(error.field), "MessageIdSeed");
      EXPECT_EQ(message_id(with(seed, {}, ""), id), 0U);
      EXPECT_EQ(composer->check(with(seed, date, "")).fault, Fault::None);
      EXPECT_EQ(composer->check(with(seed, {}, "0815")).fault, Fault::None);
      EXPECT_NE(message_id(with(seed, {}, "0815"), id), 0U);
    }
    EXPECT_EQ(composer->check(with(0x100000000, {}, "")).fault, Fault::None);
    EXPECT_EQ(composer->check(with(0, {}, "")).fault, Fault::None);
  }
}

/// The first of its boundaries.
std::string boundary_of(const Mail& mail) {
  const std::string octets = compose(MimeComposer{MimeContent{.html = "<p>x"}}, mail).octets;
  return octets.substr(octets.find("=_"), 34);
}

TEST(MessageIdLine, K17_BoundariesDependOnAllOfTheSeed) {
  std::set<std::string> boundaries;
  Mail mail = numbered(0);
  mail.text = "x";
  for (int bit = 0; bit < 64; ++bit) {
    mail.message_id.seed = std::uint64_t{1} << bit;
    EXPECT_TRUE(boundaries.insert(boundary_of(mail)).second) << bit;
    EXPECT_EQ(boundaries.count(boundary_of(mail)), 1U) << "a retry";
  }
  mail.message_id.device = "0815";
  EXPECT_TRUE(boundaries.insert(boundary_of(mail)).second);
}

TEST(MessageIdLine, IsAbsentWithoutASeed) {
  const Mail mail = numbered(0);
  EXPECT_EQ(arrived(compose(text_mail, mail).octets).count("Message-ID"), 0U);
}

}  // namespace
}  // namespace postino::test
