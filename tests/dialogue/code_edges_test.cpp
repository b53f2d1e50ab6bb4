// SPDX-License-Identifier: MIT
// RFC 5321 4.2.1: the first digit decides, so at the codes where it changes the outcome does, at
// each command and over each named client.
#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>

#include "postino/lmtp.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"
#include "support/subject.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr const char* edges[] = {"200", "299", "300", "399", "400", "499", "500", "599"};

/// What a message comes to whose command was answered by `code`, where a 2yz is a yes.
string outcome_of(const string& code) {
  switch (code[0]) {
    case '2':
      return "Accepted";
    case '3':
      return "Deferred: UnexpectedReply " + code;
    case '4':
      return "Deferred: NegativeReply " + code;
    default:
      return "Rejected: NegativeReply " + code;
  }
}

class CodeEdges : public ::testing::TestWithParam<Subject> {
 protected:
  [[nodiscard]] std::unique_ptr<AnyBench> fresh() const {
    std::unique_ptr<AnyBench> made = GetParam().make({});
    if (!GetParam().features.in_clear) made->relay.security = Security::Tls;
    if (made->relay.security == Security::Tls) made->server.starts_tls();
    made->server.greets_and_offers();
    return made;
  }
  /// The rest of a script whose last command was answered by `code`.
  static string ends(AnyBench& at, const string& code, std::initializer_list<const char*> left) {
    at.server.says(code + " so be it");
    if (code[0] == '2') {
      for (const char* const line : left) {
        at.server.hears(line).says(string{line} == "DATA" ? "354 go" : "250 ok");
      }
      if (left.size() != 0) at.server.hears_mail().says("250 queued");
    }
    at.server.may_part();
    return at.send().what();
  }
};
constexpr const char* names[] = {"Client", "SmallClient", "SmallTlsClient"};
const Subject clients[] = {subject<Client>(names[0]), subject<SmallClient>(names[1]),
                           subject<SmallTlsClient>(names[2])};
INSTANTIATE_TEST_SUITE_P(Each, CodeEdges, ::testing::ValuesIn(clients),
                         [](const auto& test) { return string{test.param.name}; });

TEST_P(CodeEdges, OfMail) {
  for (const string code : edges) {
    const auto at = fresh();
    at->server.hears("MAIL {}");
    EXPECT_EQ(ends(*at, code, {"RCPT {}", "DATA"}), outcome_of(code));
  }
}

TEST_P(CodeEdges, OfRcpt) {
  for (const string code : edges) {
    const auto at = fresh();
    at->server.hears("MAIL {}").says("250 ok").hears("RCPT {}");
    const string refused = code[0] < '5' ? "Deferred: AllRecipients " : "Rejected: AllRecipients ";
    EXPECT_EQ(ends(*at, code, {"DATA"}), code[0] < '4' ? outcome_of(code) : refused + code);
  }
}

TEST_P(CodeEdges, OfDataForWhichOnly354IsAYes) {
  for (const string code : edges) {
    const auto at = fresh();
    at->server.hears("MAIL {}").says("250 ok").hears("RCPT {}").says("250 ok").hears("DATA");
    at->server.says(code + " so be it").may_part();
    EXPECT_EQ(at->send().what(),
              code[0] == '2' ? "Deferred: UnexpectedReply " + code : outcome_of(code));
  }
}

TEST_P(CodeEdges, OfTheEndOfAMessage) {
  for (const string code : edges) {
    const auto at = fresh();
    at->server.takes_envelope().hears_mail();
    const string unknown = "Unknown: UnexpectedReply " + code;
    EXPECT_EQ(ends(*at, code, {}), code[0] == '3' ? unknown : outcome_of(code));
  }
}

/// A reply that ends what no command of ours asked for.
TEST(CodesInTheContent, EndTheMessage) {
  for (const string code : edges) {
    Bench bench;
    const string text = "Subject: Pump 3\r\n\r\n" + string(200000, 'x') + "\r\n";
    bench.mail.text = text;
    bench.wire.behaviour.window = 1000;
    bench.server.greets_and_offers().takes_envelope().hears_octets(50).says(code + " enough");
    bench.server.hears_whatever();
    const string what = bench.send().what();
    EXPECT_EQ(what, code[0] < '4' ? "Deferred: EarlyReply" : outcome_of(code));
  }
}

TEST(CodesOfRset, AnythingButA2yzEndsTheConnection) {
  for (const string code : {"250", "299", "300", "400", "500"}) {
    Bench bench;
    bench.relay.keep_open = minutes(1);
    bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
    bench.server.says("550 nobody");
    EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
    bench.server.hears("RSET").says(code + " reset");
    if (code[0] == '2') {
      bench.server.takes_mail().parts();
    } else {
      bench.server.may_part();
    }
    const string what = bench.send().what();
    EXPECT_EQ(what[0], code[0] == '2' ? 'A' : 'D') << code << what;
  }
}

TEST(CodesOfEhlo, From500OnHeloIsTried) {
  for (const string code : {"499", "500", "501", "550", "599"}) {
    Bench bench;
    bench.server.greets().hears("EHLO {}").says(code + " no");
    if (code[0] == '5') {
      bench.server.hears("HELO {}").says("250 hello").takes_mail().parts();
    } else {
      bench.server.may_part();
    }
    EXPECT_EQ(bench.send().what(), code[0] == '5' ? "Accepted" : "Deferred: NegativeReply 499");
  }
}

/// A reply that no RCPT may have ends the message, and its words are the report's.
TEST(CodesOfRcpt, A3yzIsReportedInItsWords) {
  for (const string code : {"300", "354", "399"}) {
    Bench bench;
    bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
    bench.server.says(code + " who is that").may_part();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Deferred: UnexpectedReply " + code);
    EXPECT_EQ(sent.text, "who is that");
  }
}

TEST(CodesOfLmtp, EachRecipientHasItsOwnAtTheEnd) {
  for (const string code : {"200", "299", "400", "499", "500", "599"}) {
    Bench bench;
    bench.relay.lmtp = &lmtp;
    bench.relay.port = 24;
    const std::span two = std::span{three}.first(2);
    bench.mail.to = two;
    bench.server.greets().hears("LHLO {}").says("250 mail.example");
    bench.server.hears("MAIL {}").says("250 ok").hears("RCPT {}").says("250 ok");
    bench.server.hears("RCPT {}").says("250 ok").hears("DATA").says("354 go").hears_mail();
    bench.server.says("250 first").says(code + " second").may_part();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.recipients(), "Accepted 250, " +
                                     string{code[0] == '2'   ? "Accepted "
                                            : code[0] == '4' ? "Deferred "
                                                             : "Rejected "} +
                                     code);
  }
}

TEST(CodesOfLmtp, A3yzAtTheEndIsUnexpected) {
  for (const string code : {"300", "354", "399"}) {
    Bench bench;
    bench.relay.lmtp = &lmtp;
    bench.relay.port = 24;
    bench.server.greets().hears("LHLO {}").says("250 mail.example").takes_envelope().hears_mail();
    bench.server.says(code + " go on").may_part();
    EXPECT_EQ(bench.send().what(), "Unknown: UnexpectedReply " + code);
  }
}

TEST(CodesOfLmtp, ARefusalOfDataForNobodyIsOne) {
  for (const string code : {"354", "400", "500"}) {
    Bench bench;
    bench.relay.lmtp = &lmtp;
    bench.relay.port = 24;
    bench.server.greets().hears("LHLO {}").says({"250-mail.example", "250 PIPELINING"});
    bench.server.hears({"MAIL {}", "RCPT {}", "DATA"});
    bench.server.says({"250 ok", "550 nobody", code + " so"});
    // Nobody knows how many replies a go-ahead for nobody would have.
    if (code[0] == '3') {
      bench.server.hears_the_end();
    } else {
      bench.server.parts();
    }
    EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550") << code;
    bench.rest();
  }
}

}  // namespace
}  // namespace postino::test
