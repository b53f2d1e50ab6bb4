// SPDX-License-Identifier: MIT
// Each argument that is invalid: why, which one, and where in its list.
#include "client/arguments.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postino/config.hpp"
#include "unit/pool/pool_of.hpp"
#include "unit/transport/inner_transport.hpp"

namespace postino::test {
namespace {

using std::string;

/// Arguments with which all is well, to be spoilt one at a time.
class Arguments : public ::testing::Test {
 protected:
  /// "fine", or "NoHost in Host", "InvalidAddress in Cc 2".
  string check() {
    needs_utf8 = false;
    const Fault tls = server.security == Security::None ? Fault::None : transport.check();
    const Error error = detail::check_arguments({server, false, tls, *pool, max_recipients}, mail,
                                                text_mail, needs_utf8);
    EXPECT_EQ(error.phase, Phase::Idle);
    EXPECT_EQ(error.code, 0);
    if (error.fault == Fault::None) return "fine";
    string what = string{name(error.fault)} + " in " + string{name(error.field)};
    if (error.index != 0) what += " " + std::to_string(error.index);
    return what;
  }

  PoolOf made{2, 128};
  const PacketPool* pool = &made.pool;
  InnerTransport transport;
  std::size_t max_recipients = 4;
  bool needs_utf8 = false;  ///< What check() found.
  Server server{.host = "mail.example", .security = Security::None};
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = "Dry run.\r\n"};
};

TEST_F(Arguments, AreFine) { EXPECT_EQ(check(), "fine"); }

TEST_F(Arguments, B067_AHostIsRequired) {
  server.host = "";
  EXPECT_EQ(check(), "NoHost in Host");
}

TEST_F(Arguments, AFaultOfTheServerNamesNoRecipient) {
  const Recipient many[] = {{"ops@plant.example"}, {"m\xc3\xbcller@plant.example"}};
  mail.to = many;
  server.host = "";
  EXPECT_EQ(check(), "NoHost in Host");
}

TEST_F(Arguments, AHostIsANameOrAnAddress) {
  for (const View host : {"mail", "mail-2.example.", "192.0.2.7", "2001:db8::7", "fe80::1%eth0"}) {
    server.host = host;
    EXPECT_EQ(check(), "fine") << host.data();
  }
  for (const View host :
       {"mail example", "mail.example\r\n", "[::1]", "a/b", "a@b", "m\xc3\xa4il"}) {
    server.host = host;
    EXPECT_EQ(check(), "InvalidName in Host") << host.data();
  }
}

TEST_F(Arguments, NamesAreBounded) {
  for (const std::size_t size : {config::max_name_size - 1, config::max_name_size}) {
    const string longest(size, 'n');
    server.host = longest;
    server.ehlo_name = longest;
    EXPECT_EQ(check(), "fine");
  }
  const string too_long(config::max_name_size + 1, 'n');
  server.host = "mail.example";
  server.ehlo_name = too_long;
  EXPECT_EQ(check(), "NameTooLong in EhloName");
  server.host = too_long;
  EXPECT_EQ(check(), "NameTooLong in Host");
}

TEST_F(Arguments, B135_TheNameInEhloIsADomainOrALiteral) {
  for (const View name : {"", "node7.plant.example", "[192.0.2.7]", "[IPv6:2001:db8::7]"}) {
    server.ehlo_name = name;
    EXPECT_EQ(check(), "fine") << name.data();
  }
  for (const View name : {"node 7", "node7\r\nMAIL",
                          "n\xc3\xb6"
                          "de",
                          "node7\n", "<x>"}) {
    server.ehlo_name = name;
    EXPECT_EQ(check(), "InvalidName in EhloName") << name.data();
  }
}

TEST_F(Arguments, EveryTimeoutIsBounded) {
  Millis Timeouts::*const all[] = {
      &Timeouts::connect, &Timeouts::greeting,    &Timeouts::command, &Timeouts::handshake,
      &Timeouts::auth,    &Timeouts::data,        &Timeouts::block,   &Timeouts::end_of_data,
      &Timeouts::quit,    &Timeouts::packet_wait, &Timeouts::session, &Timeouts::first_reply};
  static_assert(sizeof(Timeouts) == sizeof all / sizeof all[0] * sizeof(Millis));
  for (Millis Timeouts::*const one : all) {
    for (const std::uint32_t value : {1U, config::max_timeout - 1, config::max_timeout}) {
      server.timeouts = {};
      server.timeouts.*one = Millis{value};
      EXPECT_EQ(check(), "fine") << value;
    }
    for (const std::uint32_t value : {0U, config::max_timeout + 1, 0xffffffffU}) {
      server.timeouts = {};
      server.timeouts.*one = Millis{value};
      EXPECT_EQ(check(), "InvalidTimeout in Timeouts") << value;
    }
  }
}

TEST_F(Arguments, TlsNeedsATransportThatHasIt) {
  for (const Security security : {Security::StartTls, Security::Tls, Security::Opportunistic}) {
    server.security = security;
    transport.has_tls = true;
    EXPECT_EQ(check(), "fine");
    transport.has_tls = false;
    EXPECT_EQ(check(), "TlsUnavailable in Security");
  }
  server.security = Security::None;
  EXPECT_EQ(check(), "fine");
}

TEST_F(Arguments, CredentialsGoInClearOnlyWhenAllowed) {
  server.login = Login{.user = "pump", .password = "secret"};
  EXPECT_EQ(check(), "CredentialsInClear in Security");
  server.login->allow_clear_text = true;
  EXPECT_EQ(check(), "fine");
  server.login->allow_clear_text = false;
  server.security = Security::StartTls;
  EXPECT_EQ(check(), "fine");
}

TEST_F(Arguments, B091_CredentialsAreBoundedAndWithoutNul) {
  server.security = Security::Tls;
  for (const std::size_t size : {config::max_credential_size - 1, config::max_credential_size}) {
    const string longest(size, '\xff');
    server.login = Login{.user = longest, .password = longest};
    EXPECT_EQ(check(), "fine");
  }
  const string too_long(config::max_credential_size + 1, 'x');
  const string nul("a\0b", 3);
  server.login = Login{.user = too_long, .password = "x"};
  EXPECT_EQ(check(), "CredentialTooLong in User");
  server.login = Login{.user = "x", .password = too_long};
  EXPECT_EQ(check(), "CredentialTooLong in Password");
  server.login = Login{.user = nul, .password = "x"};
  EXPECT_EQ(check(), "InvalidCredential in User");
  server.login = Login{.user = "x", .password = nul};
  EXPECT_EQ(check(), "InvalidCredential in Password");
}

TEST_F(Arguments, AUserIsRequiredAndAPasswordMayBeEmpty) {
  server.security = Security::Tls;
  server.login = Login{.user = "pump", .password = ""};
  EXPECT_EQ(check(), "fine");
  server.login = Login{.user = "", .password = "secret"};
  EXPECT_EQ(check(), "InvalidCredential in User");
}

TEST_F(Arguments, MechanismsAreAtLeastOneAndBounded) {
  server.security = Security::Tls;
  const std::vector<const Mechanism*> many(config::max_mechanisms + 1, &sasl::plain);
  for (const std::size_t count :
       {std::size_t{1}, config::max_mechanisms - 1, config::max_mechanisms}) {
    server.login = Login{.user = "u", .mechanisms = std::span{many}.first(count)};
    EXPECT_EQ(check(), "fine") << count;
  }
  server.login = Login{.user = "u", .mechanisms = many};
  EXPECT_EQ(check(), "TooManyMechanisms in Mechanisms");
  server.login = Login{.user = "u", .mechanisms = {}};
  EXPECT_EQ(check(), "NoMechanism in Mechanisms");
}

TEST_F(Arguments, PacketsHaveASmallestSize) {
  constexpr std::size_t smallest = PacketPool::min_packet_bytes;
  PoolOf small{1, smallest - 1};
  pool = &small.pool;
  EXPECT_EQ(check(), "PacketTooSmall in Packets");
  for (const std::size_t bytes : {smallest, smallest + 1}) {
    PoolOf enough{1, bytes};
    pool = &enough.pool;
    EXPECT_EQ(check(), "fine");
  }
  PoolOf none{0, smallest};
  pool = &none.pool;
  EXPECT_EQ(check(), "PacketTooSmall in Packets");
}

TEST_F(Arguments, ASenderIsRequired) {
  mail.from = {"", "A name alone"};
  EXPECT_EQ(check(), "NoSender in From");
  mail.sender = {"sender@plant.example"};
  EXPECT_EQ(check(), "NoSender in From");
}

TEST_F(Arguments, B096_ARecipientIsRequired) {
  mail.to = {};
  EXPECT_EQ(check(), "NoRecipient in To");
  mail.bcc = "ops@plant.example";
  EXPECT_EQ(check(), "fine");
}

TEST_F(Arguments, RecipientsAreBoundedByWhatTheMemoryHolds) {
  const Recipient two[] = {{"a@x.example"}, {"b@x.example"}};
  mail.cc = two;
  mail.to = {};
  for (const View bcc : {"", "c@x.example"}) {
    mail.bcc = bcc;
    for (max_recipients = mail.recipient_count(); max_recipients <= 4; ++max_recipients) {
      EXPECT_EQ(check(), "fine");
    }
    max_recipients = mail.recipient_count() - 1;
    EXPECT_EQ(check(), "TooManyRecipients in To " + std::to_string(max_recipients));
  }
}

TEST_F(Arguments, K11_RecipientsAreBoundedWhateverTheMemoryHolds) {
  const std::vector<Recipient> many(config::max_recipients + 1, Recipient{"ops@plant.example"});
  max_recipients = 2 * many.size();
  mail.to = std::span{many}.first(config::max_recipients);
  EXPECT_EQ(check(), "fine");
  mail.to = std::span{many};
  EXPECT_EQ(check(), "TooManyRecipients in To 65535");
  mail.to = std::span{many}.first(config::max_recipients - 1);
  mail.cc = "ann@plant.example";
  EXPECT_EQ(check(), "fine");
  mail.bcc = "bob@plant.example";
  EXPECT_EQ(check(), "TooManyRecipients in To 65535") << "of all three lists together";
  mail.to = std::span{many};
  mail.cc = mail.bcc = std::span{many};
  EXPECT_EQ(check(), "TooManyRecipients in To 65535") << "over 131 072 of them";
}

TEST_F(Arguments, B093_EachAddressIsNamedWhenItIsBad) {
  mail.from = {"a@b\r\n"};
  EXPECT_EQ(check(), "LineBreak in From");
  mail.from = {"node7@plant.example"};
  mail.sender = {"no mailbox"};
  EXPECT_EQ(check(), "InvalidAddress in Sender");
  mail.sender = {};
  mail.to = "<ops@plant.example>";
  EXPECT_EQ(check(), "InvalidAddress in To");
}

TEST_F(Arguments, TheRecipientOfAListIsNumbered) {
  const Recipient list[] = {{"a@x.example"}, {"b@x.example"}, {"c@x.example\n"}};
  mail.to = list;
  EXPECT_EQ(check(), "LineBreak in To 2");
  mail.to = "a@x.example";
  mail.cc = list;
  EXPECT_EQ(check(), "LineBreak in Cc 2");
  mail.cc = {};
  mail.bcc = list;
  EXPECT_EQ(check(), "LineBreak in Bcc 2");
}

TEST_F(Arguments, AnEmptyAddressInAListIsNoMailbox) {
  const Recipient list[] = {{"a@x.example"}, {""}};
  mail.to = list;
  EXPECT_EQ(check(), "InvalidAddress in To 1");
}

TEST_F(Arguments, OfSeveralFaultsTheFirstIsTold) {
  server.host = "";
  server.timeouts.auth = {};
  mail.to = "bad";
  EXPECT_EQ(check(), "NoHost in Host");
  server.host = "mail.example";
  EXPECT_EQ(check(), "InvalidTimeout in Timeouts");
  server.timeouts.auth = seconds(1);
  EXPECT_EQ(check(), "InvalidAddress in To");
}

TEST_F(Arguments, WhatTheComposerObjectsToIsInvalid) {
  mail.subject = "Pump 3\r\nBcc: all@plant.example";
  EXPECT_EQ(check(), "LineBreak in Subject");
}

TEST_F(Arguments, EveryAddressCountsForSmtpUtf8) {
  const Mail ascii = mail;
  const Recipient utf8[] = {{"a@x.example"}, {"\xc3\xa4@x.example"}};
  for (Recipients Mail::*const list : {&Mail::to, &Mail::cc, &Mail::bcc}) {
    mail = ascii;
    mail.*list = utf8;
    EXPECT_EQ(check(), "fine");
    EXPECT_TRUE(needs_utf8);
  }
  for (Mailbox Mail::*const box : {&Mail::from, &Mail::sender, &Mail::reply_to}) {
    mail = ascii;
    mail.*box = {"\xc3\xa4@x.example"};
    EXPECT_EQ(check(), "fine");
    EXPECT_TRUE(needs_utf8);
  }
}

TEST_F(Arguments, ATextToShowDoesNotCountForSmtpUtf8) {
  mail.from.name = "J\xc3\xbcrgen";
  mail.subject = "\xc3\x84rger";
  EXPECT_EQ(check(), "fine");
  EXPECT_FALSE(needs_utf8);
}

}  // namespace
}  // namespace postino::test
