// SPDX-License-Identifier: MIT
// RFC 1870, RFC 6152: what is declared with MAIL.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string;

/// What becomes of a raw mail of `octets` at a server whose limit is `limit`.
string sent_to_a_limit_of(const string& limit, std::size_t octets) {
  Bench bench;
  const string text = string(octets - 2, 'x') + "\r\n";
  bench.mail.text = text;
  bench.server.greets_and_offers({"SIZE " + limit});
  if (octets <= 100 || limit != "100") bench.server.takes_mail();
  bench.server.parts();
  const Sent sent = bench.send();
  if (sent.outcome != Outcome::Accepted) {
    EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
  }
  return sent.what();
}

TEST(Size, B114_AMailOverTheLimitIsRejectedBeforeMail) {
  EXPECT_EQ(sent_to_a_limit_of("100", 99), "Accepted");
  EXPECT_EQ(sent_to_a_limit_of("100", 100), "Accepted");
  EXPECT_EQ(sent_to_a_limit_of("100", 101), "Rejected: SizeExceeded");
  EXPECT_EQ(sent_to_a_limit_of("0", 101), "Accepted");
  EXPECT_EQ(sent_to_a_limit_of("99999999999999999999", 101), "Accepted");
}

TEST(Size, B114_TheConnectionIsLeftInOrder) {
  Bench bench;
  bench.server.greets_and_offers({"SIZE 10"}).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: SizeExceeded");
  EXPECT_EQ(sent.recipients(), "Rejected 0");
  EXPECT_EQ(sent.error.code, 0);
  EXPECT_EQ(sent.text, "");
}

TEST(Size, IsDeclaredWhenItIsKnownAndAsked) {
  Bench bench;
  bench.server.greets_and_offers({"SIZE 1000000"})
      .hears("MAIL FROM:<node7@plant.example> SIZE=29")
      .says("552 too big")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 552");
}

TEST(Size, IsNotDeclaredToAServerThatDidNotAsk) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL FROM:<node7@plant.example>", "RCPT {}", "DATA"})
      .says({"552 no", "503 no", "503 no"})
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 552");
}

TEST(Size, K15_OfASourceWhoseLineEndsMayChangeIsNotDeclared) {
  for (const char* text : {"Subject: x\n\nx\n", "Subject: x\r\n\r\nx\r\n"}) {
    Bench bench;
    TextSource source{text};
    bench.mail.text = source;
    bench.server.greets_and_offers({"SIZE 100"}).takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
    EXPECT_EQ(bench.wire.in_clear().find("SIZE="), std::string::npos);
  }
}

TEST(Size, K15_OfASourceThatIsTooLargeIsSizeExceeded) {
  Bench bench;
  TextSource source{"Subject: x\n\n" + std::string(100, 'x')};
  bench.mail.text = source;
  bench.server.greets_and_offers({"SIZE 100"}).may_part();
  EXPECT_EQ(bench.send().what(), "Rejected: SizeExceeded");
}

TEST(Size, OfASourceThatDoesNotKnowItIsNotDeclared) {
  Bench bench;
  TextSource source{"Subject: x\r\n\r\nx\r\n"};
  source.knows_its_size = false;
  bench.mail.text = source;
  bench.server.greets_and_offers({"SIZE 5"})
      .hears("MAIL FROM:<node7@plant.example>")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("552 5.3.4 too big")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 552");
}

TEST(Size, DoesNotCountDoubledDots) {
  Bench bench;
  bench.mail.text = "..\r\n.\r\n.x\r\n";
  bench.server.greets_and_offers({"SIZE"})
      .hears("MAIL FROM:<node7@plant.example> SIZE=11")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail("..\r\n.\r\n.x\r\n")
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Size, OfATextMailIsTheSizeThatArrives) {
  Bench bench;
  bench.mail.subject = "Pumpe l\xc3\xa4uft trocken";
  bench.mail.text = "Dry\nrun.";
  bench.server.greets_and_offers({"SIZE"}).takes_mail().parts();
  EXPECT_EQ(bench.send(bench.mail, text_mail).what(), "Accepted");
  const string said = bench.wire.in_clear();
  const std::size_t at = said.find(" SIZE=");
  ASSERT_NE(at, string::npos);
  EXPECT_EQ(said.substr(at + 6, said.find('\r', at) - at - 6),
            std::to_string(bench.server.mails().at(0).text.size()));
}

TEST(Size, ParametersComeInOrder) {
  Bench bench;
  bench.mail.from = {"p\xc3\xbcmp@plant.example"};
  bench.mail.text = "l\xc3\xa4uft\r\n";
  bench.server.greets_and_offers({"SMTPUTF8", "8BITMIME", "SIZE 1000"})
      .hears("MAIL FROM:<p\xc3\xbcmp@plant.example> SIZE=8 BODY=8BITMIME SMTPUTF8")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

/// As raw_mail, and keeps whether it was asked for a size.
class AskedForSize final : public Composer {
 public:
  [[nodiscard]] Error check(const Mail& mail) const override { return raw_mail.check(mail); }
  [[nodiscard]] ContentFacts begin(Composition& composition) const override {
    asked = composition.rules.size;
    return raw_mail.begin(composition);
  }
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override {
    return raw_mail.pull(composition, into);
  }
  mutable bool asked = false;
};

/// A text may have to be read once more for it.
TEST(Size, IsAskedForWhereTheServerWantsIt) {
  for (const bool offered : {true, false}) {
    Bench bench;
    const AskedForSize composer;
    bench.server.greets_and_offers({offered ? "SIZE" : "8BITMIME"}).takes_mail().parts();
    EXPECT_EQ(bench.send(bench.relay, bench.mail, composer).what(), "Accepted");
    EXPECT_EQ(composer.asked, offered);
  }
}

}  // namespace
}  // namespace postino::test
