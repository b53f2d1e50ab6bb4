// SPDX-License-Identifier: MIT
// plain_text on the way to a server.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(PlainTextDialogue, AShortMessageIsSentAndItsSizeDeclared) {
  Bench bench;
  bench.mail.subject = "Pump 3 stopped";
  bench.mail.text = ".Dry run.\n";
  const string headers =
      "From: node7@plant.example\r\nTo: ops@plant.example\r\nSubject: Pump 3 stopped\r\n\r\n";
  bench.server.greets_and_offers({"SIZE"})
      .hears("MAIL FROM:<node7@plant.example> SIZE=" + std::to_string(headers.size() + 11))
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail(headers + ".Dry run.\r\n")
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send(bench.mail, plain_text).what(), "Accepted");
}

TEST(PlainTextDialogue, A8BitSourceIsDeclaredWhereTheServerTakesIt) {
  Bench bench;
  TextSource source{"Pumpe l\xc3\xa4uft trocken\r\n"};
  source.hesitates = true;
  bench.mail.text = source;
  bench.server.greets_and_offers({"8BITMIME", "SIZE"}).takes_mail().parts();
  EXPECT_EQ(bench.send(bench.mail, plain_text).what(), "Accepted");
  EXPECT_NE(bench.wire.in_clear().find("MAIL FROM:<node7@plant.example> BODY=8BITMIME\r\n"),
            string::npos);
  EXPECT_NE(bench.server.mails().at(0).text.find("8bit\r\n\r\nPumpe l\xc3\xa4uft"), string::npos);
}

TEST(PlainTextDialogue, A8BitTextWithoutTheServersWordIsRejected) {
  for (const bool from_a_source : {false, true}) {
    Bench bench;
    TextSource source{"Pumpe l\xc3\xa4uft trocken\r\n"};
    bench.mail.text = "Pumpe l\xc3\xa4uft trocken\r\n";
    if (from_a_source) bench.mail.text = source;
    bench.server.greets_and_offers({"SIZE"})
        .hears("MAIL {}")
        .says("250 ok")
        .hears("RCPT {}")
        .says("250 ok")
        .hears("DATA")
        .says("354 go")
        .hears_whatever();
    EXPECT_EQ(bench.send(bench.mail, plain_text).what(), "Rejected: InvalidContent");
    EXPECT_FALSE(bench.client.connected());
  }
}

}  // namespace
}  // namespace postino::test
