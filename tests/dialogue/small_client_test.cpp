// SPDX-License-Identifier: MIT
// What the small clients say and hear: one command at a time, one message a connection.
#include "small_clients.hpp"

#include <vector>

#include "postino/config.hpp"

namespace postino::test {
namespace {

using std::string;

class SmallGreeting : public SmallClients {};
INSTANTIATE_TEST_SUITE_P(Each, SmallGreeting, ::testing::ValuesIn(small_clients), subject_name);

TEST_P(SmallGreeting, OfSeveralLinesIsOne) {
  opens(bench).sends("220-a\r\n220-b\r\n220 c\r\n").offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallGreeting, IsRefusedOrOdd) {
  struct {
    const char* reply;
    const char* end;
  } constexpr cases[] = {
      {"554 no\r\n", "Deferred: NegativeReply 554 in Greeting"},
      {"450 no\r\n", "Deferred: NegativeReply 450 in Greeting"},
      {"421 no\r\n", "Deferred: ServiceClosing 421 in Greeting"},
      {"250 no\r\n", "Deferred: UnexpectedReply 250 in Greeting"},
      {"354 no\r\n", "Deferred: UnexpectedReply 354 in Greeting"},
      {"235 ok\r\n", "Unsafe: UnexpectedReply 235 in Greeting"},
      {"554-x\r\n220 y\r\n", "Deferred: MalformedReply in Greeting"},
      {"SSH-2.0-OpenSSH\r\n", "Deferred: MalformedReply in Greeting"},
      {"120 x\r\n", "Deferred: MalformedReply in Greeting"},
  };
  for (const auto& [reply, end] : cases) {
    const auto one = fresh();
    opens(*one).sends(reply).may_part();
    EXPECT_EQ(end_of(*one), end);
    const bool stands = string{end}.find("NegativeReply") != string::npos;
    EXPECT_EQ(said(*one), stands ? "QUIT\r\n" : "");
  }
}

TEST_P(SmallGreeting, WithAnAnswerBehindItIsDeferred) {
  for (const char* reply : {"220 x\r\n250 mail.example\r\n", "220 x\r\n2"}) {
    const auto one = fresh();
    opens(*one).sends(reply);
    EXPECT_EQ(end_of(*one), "Deferred: EarlyReply in Ehlo");
    EXPECT_EQ(said(*one), "");
  }
}

TEST_P(SmallGreeting, IsBounded) {
  const auto line = [](std::size_t octets) { return "220 " + string(octets - 4, 'x') + "\r\n"; };
  const std::size_t most = config::max_reply_line_size;
  const auto fits = fresh();
  opens(*fits).sends(line(most)).offers().takes_mail().parts();
  EXPECT_EQ(fits->send().what(), "Accepted");
  opens(bench).sends(line(most + 1));
  EXPECT_EQ(end_of(bench), "Deferred: ReplyLineTooLong in Greeting");
}

class SmallEhlo : public SmallClients {};
INSTANTIATE_TEST_SUITE_P(Each, SmallEhlo, ::testing::ValuesIn(small_clients), subject_name);

TEST_P(SmallEhlo, RefusedIsNotFollowedByHelo) {
  for (const string code : {"450", "500", "502", "504", "550", "554"}) {
    const auto one = fresh();
    opens(*one).greets().hears("EHLO client.example").says(code + " no").may_part();
    EXPECT_EQ(end_of(*one), "Deferred: NegativeReply " + code + " in Ehlo");
  }
}

TEST_P(SmallEhlo, RefusedWhereALoginIsDueIsUnsafe) {
  bench.relay.login = credentials;
  opens(bench).greets().hears("EHLO client.example").says("502 no").hears_the_end();
  EXPECT_EQ(end_of(bench), "Unsafe: AuthNotOffered in Ehlo");
}

TEST_P(SmallEhlo, AnsweredOddlyIsDeferred) {
  for (const string code : {"220", "235", "251", "354"}) {
    const auto one = fresh();
    opens(*one).greets().hears("EHLO client.example").says(code + " what").hears_the_end();
    EXPECT_EQ(end_of(*one), "Deferred: UnexpectedReply " + code + " in Ehlo");
  }
}

TEST_P(SmallEhlo, K21_MayBeAnsweredInMoreLinesThanTheGreeting) {
  for (const std::size_t more : {127U, 128U, 511U, 512U}) {
    for (const bool ehlo : {false, true}) {
      const auto one = fresh();
      string reply;
      for (std::size_t i = 0; i != more; ++i) reply += ehlo ? "250-x\r\n" : "220-x\r\n";
      reply += ehlo ? "250 x\r\n" : "220 x\r\n";
      const bool fits = more < (ehlo ? config::max_ehlo_lines : config::max_reply_lines);
      ScriptedServer& server = opens(*one);
      if (ehlo) server.greets().hears("EHLO {}");
      server.sends(reply);
      if (fits) (ehlo ? server : server.offers()).takes_mail().parts();
      const char* const bad =
          ehlo ? "Deferred: ReplyTooManyLines in Ehlo" : "Deferred: ReplyTooManyLines in Greeting";
      EXPECT_EQ(end_of(*one), fits ? "Accepted in EndOfData" : bad) << more;
    }
  }
}

TEST_P(SmallEhlo, PipeliningAndSizeAreNotTakenUp) {
  knows(bench, {"PIPELINING", "SIZE 10", "SMTPUTF8", "CHUNKING"})
      .hears("MAIL FROM:<node7@plant.example>")
      .hears_nothing_for(seconds(1))
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .hears_nothing_for(seconds(1))
      .says("250 ok")
      .hears("DATA")
      .hears_nothing_for(seconds(1))
      .says("354 go")
      .hears_mail(AnyBench::letter)
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallEhlo, EightBitMimeIsTakenUp) {
  const string text = "Subject: Pump\r\n\r\nTr\xc3\xb6pfelt.\r\n";
  bench.mail.text = text;
  knows(bench, {"8BITMIME"}).hears("MAIL FROM:<node7@plant.example> BODY=8BITMIME").says("250 ok");
  bench.server.hears("RCPT {}").says("250 ok").hears("DATA").says("354 go");
  bench.server.hears_mail(text).says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallEhlo, WithoutEightBitMimeSuchATextIsInvalid) {
  bench.mail.text = "Subject: Pump\r\n\r\nTr\xc3\xb6pfelt.\r\n";
  knows(bench).takes_envelope().hears_whatever();
  EXPECT_EQ(bench.send().what(), "Rejected: InvalidContent");
}

TEST_P(SmallEhlo, TwoMessagesAreTwoConnections) {
  bench.relay.keep_open = minutes(10);
  knows(bench).takes_mail().parts();
  knows_again(bench).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST_P(SmallEhlo, QuitNeedNotBeAnswered) {
  for (const char* answer : {"", "221-x\r\n", "500 what\r\n", "421 bye\r\n", "what?\r\n"}) {
    const auto one = fresh();
    knows(*one).takes_mail().hears("QUIT");
    one->server.sends(answer);
    EXPECT_EQ(one->send().what(), "Accepted");
    one->rest();
    EXPECT_FALSE(one->any().connected()) << answer;
    EXPECT_TRUE(one->any().idle()) << answer;
  }
}

TEST_P(SmallEhlo, QuitIsAsPatientAsItsTimeoutSays) {
  bench.relay.timeouts.quit = seconds(3);
  knows(bench).takes_mail().hears("QUIT");
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, seconds(3));
}

class SmallTransaction : public SmallClients {
 protected:
  /// What a message for two comes to when their RCPTs are answered so.
  Sent for_two(string one, string other) const {
    static constexpr Recipient pair[] = {{"a@plant.example"}, {"b@plant.example"}};
    const auto at = fresh();
    at->mail.to = pair;
    takes_sender(*at).hears("RCPT TO:<a@plant.example>").says(one);
    at->server.hears("RCPT TO:<b@plant.example>").says(other).parts();
    return at->send();
  }
};
INSTANTIATE_TEST_SUITE_P(Each, SmallTransaction, ::testing::ValuesIn(small_clients), subject_name);

TEST_P(SmallTransaction, MailIsRefused) {
  for (const string reply : {"450 later", "550 5.7.1 no", "552 full"}) {
    const auto one = fresh();
    knows(*one).hears("MAIL {}").says(reply).parts();
    const Sent sent = one->send();
    const string outcome = reply[0] == '4' ? "Deferred" : "Rejected";
    EXPECT_EQ(sent.what_and_where(),
              outcome + ": NegativeReply " + reply.substr(0, 3) + " in MailFrom");
    EXPECT_EQ(sent.recipients(), outcome + " 0");
    EXPECT_EQ(sent.text, reply.substr(4));
    EXPECT_EQ(sent.enhanced(), "") << "such codes are not read";
  }
}

TEST_P(SmallTransaction, SomeRecipientsAreRefused) {
  bench.mail.to = three;
  takes_sender(bench).hears("RCPT TO:<a@plant.example>").says("550 no such user");
  bench.server.hears("RCPT TO:<b@plant.example>").says("251 forwarded");
  bench.server.hears("RCPT TO:<c@plant.example>").says("450 later").hears("DATA").says("354 go");
  bench.server.hears_mail(AnyBench::letter).says("250 queued").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Accepted 251, Deferred 450");
  EXPECT_EQ(sent.text, "queued");
}

TEST_P(SmallTransaction, AllRecipientsAreRefused) {
  struct {
    const char* one;
    const char* other;
    const char* what;
    const char* text;
  } constexpr cases[] = {
      {"550 a", "551 b", "Rejected: AllRecipients 550", "a"},
      {"550 a", "451 b", "Deferred: AllRecipients 451", "b"},
      {"450 a", "550 b", "Deferred: AllRecipients 450", "a"},
      {"450 a", "451 b", "Deferred: AllRecipients 450", "a"},
  };
  for (const auto& [one, other, what, text] : cases) {
    const Sent sent = for_two(one, other);
    EXPECT_EQ(sent.what(), what);
    EXPECT_EQ(sent.text, text);
    EXPECT_EQ(sent.each.at(0).code, std::stoi(one));
    EXPECT_EQ(sent.each.at(1).code, std::stoi(other));
  }
}

TEST_P(SmallTransaction, DataIsRefused) {
  for (const string code : {"451", "554"}) {
    const auto one = fresh();
    takes_sender(*one).hears("RCPT {}").says("250 ok").hears("DATA").says(code + " no").parts();
    const Sent sent = one->send();
    const string outcome = code == "451" ? "Deferred" : "Rejected";
    EXPECT_EQ(sent.what_and_where(), outcome + ": NegativeReply " + code + " in Data");
    EXPECT_EQ(sent.recipients(), outcome + " 250");
  }
}

TEST_P(SmallTransaction, ACodeThatCannotAnswerIsDeferred) {
  knows(bench).hears("MAIL {}").says("354 go").hears_the_end();
  EXPECT_EQ(end_of(bench), "Deferred: UnexpectedReply 354 in MailFrom");
  const auto data = fresh();
  takes_sender(*data).hears("RCPT {}").says("250 ok").hears("DATA").says("250 ok").hears_the_end();
  EXPECT_EQ(end_of(*data), "Deferred: UnexpectedReply 250 in Data");
  const auto end = fresh();
  knows(*end).takes_envelope().hears_mail().says("354 more").hears_the_end();
  EXPECT_EQ(end_of(*end), "Unknown: UnexpectedReply 354 in EndOfData");
}

TEST_P(SmallTransaction, ContentIsRefusedBeforeItsEnd) {
  const string text = "Subject: Pump\r\n\r\n" + string(3000, 'x') + "\r\n";
  for (const string code : {"451", "552", "421"}) {
    const auto one = fresh(starved);
    one->mail.text = text;
    one->wire.behaviour.window = 100;
    knows(*one).takes_envelope().hears_octets(500).says(code + " enough").hears_whatever();
    const char* const outcome = code == "552" ? "Rejected" : "Deferred";
    const Sent sent = one->send();
    EXPECT_EQ(name(sent.outcome), outcome);
    EXPECT_EQ(sent.error.code, std::stoi(code));
    EXPECT_EQ(sent.text, "enough");
  }
}

TEST_P(SmallTransaction, TheEndIsAnswered) {
  struct {
    const char* reply;
    const char* what;
  } constexpr cases[] = {{"250 2.0.0 queued", "Accepted"},
                         {"251 queued", "Accepted"},
                         {"452 full", "Deferred: NegativeReply 452"},
                         {"554 spam", "Rejected: NegativeReply 554"},
                         {"421 closing", "Deferred: ServiceClosing 421"}};
  for (const auto& [reply, what] : cases) {
    const auto one = fresh();
    knows(*one).takes_envelope().hears_mail().says(reply).may_part();
    const Sent sent = one->send();
    EXPECT_EQ(sent.what(), what);
    EXPECT_EQ(sent.text, reply + 4);
    EXPECT_EQ(sent.enhanced(), "");
  }
}

TEST(SmallQuit, IsWithoutEffect) {
  BenchOf<SmallTlsClient> bench;
  bench.relay.security = Security::Tls;
  bench.server.starts_tls().greets_and_offers().takes_mail().parts();
  bench.start();
  bench.client.quit();
  bench.run_while([&bench] { return bench.wire.taken() == 0; });
  bench.client.quit();
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
