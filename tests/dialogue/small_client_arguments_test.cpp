// SPDX-License-Identifier: MIT
// What the small clients refuse before anything is sent, and what they let their composer write.
#include "postino/chunking.hpp"
#include "postino/dsn.hpp"
#include "postino/lmtp.hpp"
#include "small_clients.hpp"

namespace postino::test {
namespace {

using std::string;

/// What would inject a command or a header, or is no word.
const string no_words[] = {string("a\rb@x.example"),
                           string("a\nb@x.example"),
                           string("a\0b@x.example", 13),
                           string("a@x.example\r\nRSET"),
                           string("a b@x.example"),
                           string("<a@x.example>"),
                           string("a>@x.example"),
                           string("a<@x.example"),
                           string("p\xc3\xbcmp@x.example"),
                           string("a\tb@x.example"),
                           string("a\x7f@x.example"),
                           string(256, 'a'),
                           string()};

class SmallArguments : public SmallClients {
 protected:
  /// Sends it, which must be refused before anything is sent.
  string refused(const Composer& composer = raw_mail) {
    const Sent sent = bench.send(bench.mail, composer);
    EXPECT_EQ(sent.outcome, Outcome::InvalidArgument);
    EXPECT_EQ(bench.wire.connections(), 0U);
    return sent.what();
  }
};
INSTANTIATE_TEST_SUITE_P(Each, SmallArguments, ::testing::ValuesIn(small_clients), subject_name);

TEST_P(SmallArguments, NoHostButAWord) {
  for (const string& host : no_words) {
    bench.relay.host = View{host};
    EXPECT_EQ(refused(), host.empty() ? "InvalidArgument: NoHost in Host"
                                      : "InvalidArgument: InvalidName in Host")
        << host;
  }
}

TEST_P(SmallArguments, NoMoreRecipientsThanCanBeCounted) {
  const std::size_t more = std::size_t{config::max_recipients} + 1;
  const std::unique_ptr<AnyBench> roomy = fresh({.recipients = more});
  const std::vector<Recipient> list(more, Recipient{"ops@plant.example"});
  roomy->mail.to = list;
  EXPECT_EQ(roomy->send().what(), "InvalidArgument: TooManyRecipients in To");
  EXPECT_EQ(roomy->wire.connections(), 0U);
}

TEST_P(SmallArguments, NoSenderButAWord) {
  for (const string& address : no_words) {
    bench.mail.from = {address};
    EXPECT_EQ(refused(), address.empty() ? "InvalidArgument: NoSender in From"
                                         : "InvalidArgument: InvalidAddress in From")
        << address;
    bench.mail.from = {"node7@plant.example"};
    if (!address.empty()) {
      bench.mail.sender = {address};
      EXPECT_EQ(refused(), "InvalidArgument: InvalidAddress in Sender") << address;
    }
    bench.mail.sender = {};
  }
}

TEST_P(SmallArguments, NoRecipientButAWord) {
  for (const string& address : no_words) {
    const Recipient list[] = {{"a@plant.example"}, {View{address}}};
    bench.mail.to = list;
    EXPECT_EQ(refused(), "InvalidArgument: InvalidAddress in To 1") << address;
    bench.mail.to = "ops@plant.example";
    bench.mail.cc = list;
    EXPECT_EQ(refused(), "InvalidArgument: InvalidAddress in To 2") << address;
    bench.mail.cc = {};
    bench.mail.bcc = list;
    EXPECT_EQ(refused(), "InvalidArgument: InvalidAddress in To 2") << address;
    bench.mail.bcc = {};
  }
}

TEST_P(SmallArguments, NoEhloNameButAWord) {
  for (const string& name : no_words) {
    bench.relay.ehlo_name = name;
    EXPECT_EQ(refused(), name.empty() ? "InvalidArgument: NotForThisClient in EhloName"
                                      : "InvalidArgument: InvalidName in EhloName")
        << name;
  }
}

TEST_P(SmallArguments, TheHostIsRequired) {
  bench.relay.host = {};
  EXPECT_EQ(refused(), "InvalidArgument: NoHost in Host");
}

TEST_P(SmallArguments, NoHeaderIsInjectedThroughAnAddressThatIsNotInTheEnvelope) {
  for (const string& address : {string("a@x.example\r\nBcc: b@x.example"), string("a\nb@x.example"),
                                string("a\0b@x.example", 13)}) {
    bench.mail = {.from = {address}, .sender = {"a@x.example"}, .to = "b@x.example", .text = ""};
    EXPECT_EQ(refused(text_mail), "InvalidArgument: InvalidAddress in From");
    bench.mail = {.from = {"a@x.example"}, .sender = {address}, .to = "b@x.example", .text = ""};
    EXPECT_EQ(refused(text_mail), "InvalidArgument: InvalidAddress in Sender");
    bench.mail = {.from = {"a@x.example"}, .to = "b@x.example", .text = ""};
    bench.mail.reply_to = {address};
    EXPECT_EQ(refused(text_mail), "InvalidArgument: InvalidAddress in ReplyTo");
  }
}

TEST_P(SmallArguments, PlainTextWritesNoAddressThatIsNotInTheEnvelope) {
  for (const string& address : no_words) {
    if (address.empty()) continue;
    bench.mail = {.from = {address}, .sender = {"a@x.example"}, .to = "b@x.example", .text = ""};
    refused(plain_text);
    bench.mail = {.from = {"a@x.example"}, .to = "b@x.example", .text = ""};
    bench.mail.reply_to = {address};
    EXPECT_EQ(refused(plain_text), "InvalidArgument: InvalidAddress in ReplyTo");
  }
  bench.mail = {.from = {"a@x.example"}, .to = "b@x.example", .text = ""};
  bench.mail.reply_to = {"c@x.example"};
  EXPECT_EQ(refused(plain_text), "InvalidArgument: NotForThisComposer in ReplyTo");
}

TEST_P(SmallArguments, NoHeaderIsInjectedThroughANameOrTheSubject) {
  for (const string& text : {string("a\r\nBcc: b"), string("a\nb"), string("a\0b", 3)}) {
    bench.mail.from = {"node7@plant.example", text};
    EXPECT_EQ(refused(text_mail), "InvalidArgument: LineBreak in From");
    bench.mail.from = {"node7@plant.example"};
    bench.mail.subject = text;
    EXPECT_EQ(refused(text_mail), "InvalidArgument: LineBreak in Subject");
    refused(plain_text);
    bench.mail.subject = {};
    const Recipient named[] = {{"ops@plant.example", text}};
    bench.mail.to = named;
    EXPECT_EQ(refused(text_mail), "InvalidArgument: LineBreak in To");
    bench.mail.to = "ops@plant.example";
  }
}

TEST_P(SmallArguments, Recipients) {
  bench.mail.to = {};
  EXPECT_EQ(refused(), "InvalidArgument: NoRecipient in To");
  const auto tight = fresh({.recipients = 2});
  tight->mail.to = three;
  EXPECT_EQ(tight->send().what(), "InvalidArgument: TooManyRecipients in To");
  EXPECT_EQ(tight->wire.connections(), 0U);
}

TEST_P(SmallArguments, Packets) {
  for (const Sizes& sizes : {Sizes{.packets = 0}, Sizes{.packets = 2, .packet_bytes = 63}}) {
    const auto tight = fresh(sizes);
    EXPECT_EQ(tight->send().what(), "InvalidArgument: PacketTooSmall in Packets");
  }
}

TEST_P(SmallArguments, WhatAsksForMoreIsNotForThem) {
  bench.relay.extensions = chunking;
  EXPECT_EQ(refused(), "InvalidArgument: NotForThisClient in Extensions");
  bench.relay.extensions = {};
  const Dsn dsn{{.notify = Notify::Never}};
  const Parameters* const asked[] = {&dsn};
  bench.mail.parameters = asked;
  EXPECT_EQ(refused(), "InvalidArgument: NotForThisClient in Parameters");
  bench.mail.parameters = {};
  bench.relay.lmtp = &lmtp;
  bench.relay.port = 24;
  EXPECT_EQ(refused(), "InvalidArgument: NotForThisClient in Lmtp");
}

TEST_P(SmallArguments, SecurityThatThereIsNot) {
  for (const Security security :
       {Security::None, Security::Opportunistic, Security::StartTls, Security::Tls}) {
    const bool required = security == Security::StartTls || security == Security::Tls;
    if (required ? over_tls() : security == Security::None && !over_tls()) continue;
    bench.relay.security = security;
    EXPECT_EQ(refused(), over_tls() ? "InvalidArgument: NotForThisClient in Security"
                                    : "InvalidArgument: TlsUnavailable in Security");
  }
}

TEST_P(SmallArguments, RefusedItIsIdleAgain) {
  bench.mail.to = {};
  refused();
  bench.mail.to = "ops@plant.example";
  knows(bench).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallArguments, NobodyGetsTheBounces) {
  bench.mail.null_reverse_path = true;
  knows(bench).hears("MAIL FROM:<>").says("250 ok").hears("RCPT {}").says("250 ok").hears("DATA");
  bench.server.says("354 go").hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallArguments, AnyComposerWrites) {
  bench.mail.subject = "Pump 3";
  bench.mail.priority = Priority::High;
  bench.mail.text = ".Dry run.\n";
  knows(bench).takes_envelope().hears_mail(
      "From: node7@plant.example\r\nTo: ops@plant.example\r\nSubject: Pump 3\r\n"
      "X-Priority: 1\r\nImportance: high\r\n\r\n.Dry run.\r\n");
  bench.server.says("250 ok").parts();
  EXPECT_EQ(bench.send(bench.mail, plain_text).what(), "Accepted");
  const auto other = fresh();
  other->mail.from = {"node7@plant.example", "N\xc3\xb6"};
  other->mail.subject = "Tr\xc3\xb6pfelt";
  knows(*other).takes_mail().parts();
  EXPECT_EQ(other->send(other->mail, text_mail).what(), "Accepted");
  EXPECT_NE(other->server.mails().at(0).text.find("Subject: =?utf-8?"), string::npos);
}

TEST_P(SmallArguments, TheServersWordsAreKeptAsFarAsThereIsRoom) {
  for (const std::size_t room : {0U, 3U, 100U}) {
    const auto one = fresh({.reply_text = room});
    knows(*one).hears("MAIL {}").says({"554-one", "554 two"}).parts();
    EXPECT_EQ(one->send().text, string{"one\ntwo"}.substr(0, room));
  }
}

}  // namespace
}  // namespace postino::test
