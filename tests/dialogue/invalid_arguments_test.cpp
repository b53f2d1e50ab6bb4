// SPDX-License-Identifier: MIT
// Every argument that is invalid: which one it is, and that nothing was done.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "postino/config.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

/// What becomes of a mail after `change`; not even a connection was made.
string when(const std::function<void(Bench&)>& change, const Composer& composer = text_mail,
            const Sizes& sizes = {}) {
  Bench bench{sizes};
  bench.mail.text = "Dry run.\r\n";
  change(bench);
  const Sent sent = bench.send(bench.mail, composer);
  EXPECT_EQ(bench.wire.connections(), 0U);
  EXPECT_EQ(bench.wire.host(), "");
  EXPECT_TRUE(sent.each.empty());
  EXPECT_EQ(sent.took, Millis{});
  EXPECT_FALSE(bench.client.connected());
  return sent.what();
}

/// What becomes of a mail from `address`.
string from(const string& address) {
  return when([&](Bench& bench) { bench.mail.from = {address}; });
}

/// What becomes of a mail to `address`; "fine" when it would be sent.
string to(const string& address) {
  Bench bench;
  bench.mail.to = address;
  bench.wire.behaviour.connect = Progress::Failed;
  const Sent sent = bench.send();
  return sent.outcome == Outcome::InvalidArgument ? sent.what() : "fine";
}

/// `octets` of a domain of legal labels.
string domain(std::size_t octets) {
  string name;
  while (name.size() < octets) name += name.size() % 50 == 49 ? '.' : 'd';
  if (name.back() == '.') name.back() = 'd';
  return name;
}

TEST(InvalidArguments, B093_LineEndsAndNulInAnAddress) {
  for (const string& bad :
       {string("a\r@b.example"), string("a\n@b.example"), string("a@b.example\r\n"),
        string("a@b\r\n.example"), string("a\0b@c.example", 13), string("a@b.example\n")}) {
    EXPECT_EQ(from(bad), "InvalidArgument: LineBreak in From") << bad;
    EXPECT_EQ(to(bad), "InvalidArgument: LineBreak in To") << bad;
  }
}

TEST(InvalidArguments, B093_BracketsAndBlanksInAnAddress) {
  for (const char* bad : {"a>b@c.example", "a@b.example>", "<a@b.example>", "a b@c.example",
                          "a@b .example", " a@b.example", "a@b.example ", "a\t@b.example",
                          "a@b.example> SIZE=1", "a,b@c.example", "a@b@c.example"}) {
    EXPECT_EQ(from(bad), "InvalidArgument: InvalidAddress in From") << bad;
    EXPECT_EQ(to(bad), "InvalidArgument: InvalidAddress in To") << bad;
  }
}

TEST(InvalidArguments, WhatIsNoMailbox) {
  for (const char* bad : {"a", "a@", "@b.example", "@", ".a@b.example", "a.@b.example",
                          "a..b@c.example", "a@.b.example", "a@b..example", "a@-b.example", "a@[",
                          "a@[]", "\"a@b.example", "\"a\"b@c.example"}) {
    EXPECT_EQ(to(bad), "InvalidArgument: InvalidAddress in To") << bad;
  }
}

TEST(InvalidArguments, WhatIsAMailbox) {
  for (const char* good :
       {"a@b", "a@b.example", "a.b@c.example", "a+b=c/d@e.example", "!#$%&'*+-/=?^_`{|}~@b.example",
        "\"a b\"@c.example", "\"a\\\"b>\"@c.example", "a@[192.0.2.7]", "a@[IPv6:2001:db8::7]",
        "p\xc3\xbcmp@b.example", "a@p\xc3\xbcmp.example"}) {
    EXPECT_EQ(to(good), "fine") << good;
  }
}

TEST(InvalidArguments, B094_ALineEndInAQuotedLocalPart) {
  for (const char* bad : {"\"a\r\nb\"@c.example", "\"a\\\nb\"@c.example", "\"a\rb\"@c.example"}) {
    EXPECT_EQ(to(bad), "InvalidArgument: LineBreak in To") << bad;
  }
}

TEST(InvalidArguments, B095_ALocalPartOf64OctetsIsFineAnd65AreNot) {
  EXPECT_EQ(to(string(63, 'a') + "@b.example"), "fine");
  EXPECT_EQ(to(string(64, 'a') + "@b.example"), "fine");
  EXPECT_EQ(to(string(65, 'a') + "@b.example"), "InvalidArgument: AddressTooLong in To");
}

TEST(InvalidArguments, B095_ADomainOf255OctetsIsFineAnd256AreNot) {
  EXPECT_EQ(to("a@" + domain(254)), "fine");
  EXPECT_EQ(to("a@" + domain(255)), "fine");
  EXPECT_EQ(to("a@" + domain(256)), "InvalidArgument: AddressTooLong in To");
  EXPECT_EQ(from("a@" + domain(256)), "InvalidArgument: AddressTooLong in From");
}

TEST(InvalidArguments, B096_NoRecipient) {
  EXPECT_EQ(when([](Bench& bench) { bench.mail.to = {}; }), "InvalidArgument: NoRecipient in To");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.to = std::span<const Recipient>{}; }),
            "InvalidArgument: NoRecipient in To");
}

TEST(InvalidArguments, NoSender) {
  EXPECT_EQ(when([](Bench& bench) { bench.mail.from = {}; }), "InvalidArgument: NoSender in From");
}

TEST(InvalidArguments, TheListAndTheIndexOfARecipientAreNamed) {
  static constexpr Recipient bad_second[] = {{"a@b.example"}, {"nobody"}};
  static constexpr Recipient bad_third[] = {{"a@b.example"}, {"b@b.example"}, {"c\n@b.example"}};
  EXPECT_EQ(when([](Bench& bench) { bench.mail.to = bad_second; }),
            "InvalidArgument: InvalidAddress in To 1");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.cc = bad_third; }),
            "InvalidArgument: LineBreak in Cc 2");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.bcc = bad_second; }),
            "InvalidArgument: InvalidAddress in Bcc 1");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.bcc = "nobody"; }),
            "InvalidArgument: InvalidAddress in Bcc");
}

TEST(InvalidArguments, AnEmptyAddressInAList) {
  static constexpr Recipient hole[] = {{"a@b.example"}, {""}};
  EXPECT_EQ(when([](Bench& bench) { bench.mail.to = hole; }),
            "InvalidArgument: InvalidAddress in To 1");
}

TEST(InvalidArguments, TheOtherAddresses) {
  EXPECT_EQ(when([](Bench& bench) { bench.mail.sender = {"nobody"}; }),
            "InvalidArgument: InvalidAddress in Sender");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.reply_to = {"a\r@b.example"}; }),
            "InvalidArgument: LineBreak in ReplyTo");
}

TEST(InvalidArguments, TooManyRecipients) {
  const std::vector<Recipient> list(9, Recipient{"a@b.example"});
  for (const std::size_t count : {7U, 8U}) {
    Bench bench;
    bench.mail.to = std::span{list}.first(count);
    bench.wire.behaviour.connect = Progress::Failed;
    EXPECT_EQ(bench.send().what(), "Deferred: ConnectFailed");
  }
  EXPECT_EQ(when([&](Bench& bench) { bench.mail.to = std::span{list}; }).substr(0, 34),
            "InvalidArgument: TooManyRecipients");
  EXPECT_EQ(when([&](Bench& bench) { bench.mail.cc = std::span{list}.first(8); }).substr(0, 34),
            "InvalidArgument: TooManyRecipients");
}

TEST(InvalidArguments, Headers) {
  static constexpr Header broken_value[] = {{"X-A", "a"}, {"X-B", "b\r\nBcc: c@d.example"}};
  static constexpr Header broken_name[] = {{"X A", "a"}};
  EXPECT_EQ(when([](Bench& bench) { bench.mail.subject = "a\r\nBcc: c@d.example"; }),
            "InvalidArgument: LineBreak in Subject");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.subject = "\xff\xfe"; }),
            "InvalidArgument: InvalidUtf8 in Subject");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.headers = broken_value; }),
            "InvalidArgument: LineBreak in HeaderValue 1");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.headers = broken_name; }),
            "InvalidArgument: InvalidHeaderName in HeaderName");
  EXPECT_EQ(when([](Bench& bench) { bench.mail.from.name = "a\nb"; }),
            "InvalidArgument: LineBreak in From");
}

TEST(InvalidArguments, ARawMailTakesNoHeaders) {
  EXPECT_EQ(when([](Bench& bench) { bench.mail.subject = "x"; }, raw_mail).substr(0, 35),
            "InvalidArgument: NotForThisComposer");
}

TEST(InvalidArguments, TheHost) {
  EXPECT_EQ(when([](Bench& bench) { bench.relay.host = {}; }), "InvalidArgument: NoHost in Host");
  const string long_name = domain(256);
  EXPECT_EQ(when([&](Bench& bench) { bench.relay.host = long_name; }),
            "InvalidArgument: NameTooLong in Host");
  EXPECT_EQ(when([](Bench& bench) { bench.relay.host = "mail example"; }),
            "InvalidArgument: InvalidName in Host");
  EXPECT_EQ(when([](Bench& bench) { bench.relay.host = "mail.example\n"; }),
            "InvalidArgument: InvalidName in Host");
}

TEST(InvalidArguments, AHostOf255OctetsIsFine) {
  for (const std::size_t octets : {254U, 255U}) {
    Bench bench;
    const string name = domain(octets);
    bench.relay.host = name;
    bench.wire.behaviour.connect = Progress::Failed;
    EXPECT_EQ(bench.send().what(), "Deferred: ConnectFailed");
  }
}

TEST(InvalidArguments, B135_TheNameInEhlo) {
  EXPECT_EQ(when([](Bench& bench) { bench.relay.ehlo_name = "pump 3"; }),
            "InvalidArgument: InvalidName in EhloName");
  EXPECT_EQ(when([](Bench& bench) { bench.relay.ehlo_name = "p\xc3\xbcmp"; }),
            "InvalidArgument: InvalidName in EhloName");
  EXPECT_EQ(when([](Bench& bench) { bench.relay.ehlo_name = "pump\r\nQUIT"; }),
            "InvalidArgument: InvalidName in EhloName");
  const string long_name = domain(256);
  EXPECT_EQ(when([&](Bench& bench) { bench.relay.ehlo_name = long_name; }),
            "InvalidArgument: NameTooLong in EhloName");
}

TEST(InvalidArguments, EachTimeout) {
  for (Millis Timeouts::*timeout :
       {&Timeouts::connect, &Timeouts::greeting, &Timeouts::command, &Timeouts::handshake,
        &Timeouts::auth, &Timeouts::data, &Timeouts::block, &Timeouts::end_of_data, &Timeouts::quit,
        &Timeouts::packet_wait, &Timeouts::session}) {
    for (const std::uint32_t bad : {0U, config::max_timeout + 1, 0xffffffffU}) {
      EXPECT_EQ(when([&](Bench& bench) { bench.relay.timeouts.*timeout = Millis{bad}; }),
                "InvalidArgument: InvalidTimeout in Timeouts")
          << bad;
    }
    for (const std::uint32_t good : {1U, config::max_timeout}) {
      Bench bench;
      bench.relay.timeouts.*timeout = Millis{good};
      bench.wire.behaviour.connect = Progress::Failed;
      EXPECT_EQ(bench.send().what(), "Deferred: ConnectFailed") << good;
    }
  }
}

TEST(InvalidArguments, K13_ATextOfMoreThan4GiB) {
  const std::string_view text{"x", (std::size_t{1} << 32) + 142};
  for (const Composer* const composer :
       {static_cast<const Composer*>(&text_mail), static_cast<const Composer*>(&plain_text),
        static_cast<const Composer*>(&raw_mail)}) {
    EXPECT_EQ(when([&](Bench& bench) { bench.mail.text = text; }, *composer),
              "InvalidArgument: ContentTooLarge in Text");
  }
}

TEST(InvalidArguments, K12_HowLongAConnectionIsKept) {
  const Millis wrapped = minutes(71583);
  for (const std::uint32_t bad : {config::max_timeout + 1, 0xffffffffU, wrapped.value}) {
    EXPECT_EQ(when([&](Bench& bench) { bench.relay.keep_open = Millis{bad}; }),
              "InvalidArgument: InvalidTimeout in Timeouts")
        << bad;
  }
  for (const std::uint32_t good : {0U, 1U, config::max_timeout}) {
    Bench bench;
    bench.relay.keep_open = Millis{good};
    bench.wire.behaviour.connect = Progress::Failed;
    EXPECT_EQ(bench.send().what(), "Deferred: ConnectFailed") << good;
  }
}

TEST(InvalidArguments, Credentials) {
  const Login good{.user = "pump", .password = "secret", .allow_clear_text = true};
  const auto with = [&](const std::function<void(Login&)>& change) {
    return when([&](Bench& bench) {
      bench.relay.login = good;
      change(*bench.relay.login);
    });
  };
  static const string of_256(256, 'x');
  static constexpr const Mechanism* nine[] = {&sasl::plain, &sasl::plain, &sasl::plain,
                                              &sasl::plain, &sasl::plain, &sasl::plain,
                                              &sasl::plain, &sasl::plain, &sasl::plain};
  EXPECT_EQ(with([](Login& login) { login.allow_clear_text = false; }),
            "InvalidArgument: CredentialsInClear in Security");
  EXPECT_EQ(with([](Login& login) { login.user = ""; }),
            "InvalidArgument: InvalidCredential in User");
  EXPECT_EQ(with([](Login& login) { login.user = of_256; }),
            "InvalidArgument: CredentialTooLong in User");
  EXPECT_EQ(with([](Login& login) { login.password = of_256; }),
            "InvalidArgument: CredentialTooLong in Password");
  EXPECT_EQ(with([](Login& login) { login.mechanisms = {}; }),
            "InvalidArgument: NoMechanism in Mechanisms");
  EXPECT_EQ(with([](Login& login) { login.mechanisms = nine; }),
            "InvalidArgument: TooManyMechanisms in Mechanisms");
}

TEST(InvalidArguments, MoreExtensionsThanCanBeCounted) {
  static constexpr Keyword word{"X-WORD"};
  std::vector<const Extension*> list(config::max_extensions + 1, &word);
  Bench bench;
  bench.relay.extensions = Extensions{list};
  EXPECT_EQ(bench.send().what(), "InvalidArgument: TooManyExtensions in Extensions");
  list.pop_back();
  bench.relay.extensions = Extensions{list};
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(InvalidArguments, Packets) {
  EXPECT_EQ(when([](Bench&) {}, text_mail, {.packets = 2, .packet_bytes = 63}),
            "InvalidArgument: PacketTooSmall in Packets");
  EXPECT_EQ(when([](Bench&) {}, text_mail, {.packets = 0, .packet_bytes = 128}),
            "InvalidArgument: PacketTooSmall in Packets");
}

TEST(InvalidArguments, TheReportIsThereAtOnce) {
  Bench bench;
  bench.mail.to = {};
  EXPECT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  const Report* const report = bench.client.take_report();
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->outcome, Outcome::InvalidArgument);
  EXPECT_TRUE(report->text.empty());
  EXPECT_TRUE(bench.client.idle());
}

}  // namespace
}  // namespace postino::test
