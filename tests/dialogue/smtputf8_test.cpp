// SPDX-License-Identifier: MIT
// RFC 6531: addresses beyond ASCII.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(SmtpUtf8, B035_WithoutItsOfferSuchAnAddressIsRejectedBeforeMail) {
  for (const char* address : {"p\xc3\xbcmp@plant.example", "a@pl\xc3\xa4nt.example"}) {
    for (const bool sender : {true, false}) {
      Bench bench;
      if (sender) {
        bench.mail.from = {address};
      } else {
        bench.mail.to = address;
      }
      bench.server.greets_and_offers({"PIPELINING", "8BITMIME", "XSMTPUTF8"}).parts();
      const Sent sent = bench.send();
      EXPECT_EQ(sent.what(), "Rejected: Utf8NotOffered");
      EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
    }
  }
}

TEST(SmtpUtf8, OfferedWithout8bitmimeItIsNotBelieved) {
  Bench bench;
  bench.mail.to = "p\xc3\xbcmp@plant.example";
  bench.server.greets_and_offers({"SMTPUTF8"}).parts();
  EXPECT_EQ(bench.send().what(), "Rejected: Utf8NotOffered");
}

TEST(SmtpUtf8, WhatStandsBehindItsKeywordIsPassedOver) {
  Bench bench;
  bench.mail.to = "p\xc3\xbcmp@plant.example";
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8 SIZE STARTTLS"})
      .hears("MAIL FROM:<node7@plant.example> SMTPUTF8")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(SmtpUtf8, AddressesAreRawInTheEnvelopeAndTheHeaders) {
  constexpr Recipient pair[] = {{"p\xc3\xbcmp@plant.example"}, {"ops@pl\xc3\xa4nt.example"}};
  Bench bench;
  const Mail mail{.from = {"n\xc3\xb6@plant.example", "N\xc3\xb6"},
                  .to = pair,
                  .subject = "Dry",
                  .text = "D\xc3\xbcrr.\r\n"};
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8"})
      .hears("MAIL FROM:<n\xc3\xb6@plant.example> BODY=8BITMIME SMTPUTF8")
      .says("250 ok")
      .hears("RCPT TO:<p\xc3\xbcmp@plant.example>")
      .says("251 will forward to <p\xc3\xbcmp2@plant.example>")
      .hears("RCPT TO:<ops@pl\xc3\xa4nt.example>")
      .says("553 5.6.7 ASCII only")
      .hears("DATA")
      .says("354 go")
      .hears({"From: =?utf-8?B?TsO2?= <n\xc3\xb6@plant.example>",
              "To: p\xc3\xbcmp@plant.example, ops@pl\xc3\xa4nt.example", "Subject: Dry",
              "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
              "Content-Transfer-Encoding: 8bit", "", "D\xc3\xbcrr.", "."})
      .says("250 2.6.0 f\xc3\xbcr alle")
      .parts();
  const Sent sent = bench.send(mail, text_mail);
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.text, "2.6.0 f\xc3\xbcr alle");
  EXPECT_EQ(sent.recipients(), "Accepted 251, Rejected 553");
  EXPECT_EQ(sent.each[1].enhanced, (EnhancedStatusCode{5, 6, 7}));
}

TEST(SmtpUtf8, OfTextsAloneWordsAreEncodedAndAnyServerWillDo) {
  Bench bench;
  const Mail mail{.from = {"node7@plant.example", "N\xc3\xb6"},
                  .to = "ops@plant.example",
                  .subject = "D\xc3\xbcrr",
                  .text = "Dry run.\r\n"};
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8"})
      .hears("MAIL FROM:<node7@plant.example>")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send(mail, text_mail).what(), "Accepted");
  for (const char octet : bench.wire.in_clear()) EXPECT_GE(octet, 0);
}

TEST(SmtpUtf8, WithItItIsAskedFor) {
  Bench bench;
  bench.mail.to = "p\xc3\xbcmp@plant.example";
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8"})
      .hears("MAIL FROM:<node7@plant.example> SMTPUTF8")
      .says("250 ok")
      .hears("RCPT TO:<p\xc3\xbcmp@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(SmtpUtf8, IsNotAskedForWithoutNeed) {
  Bench bench;
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8"})
      .hears("MAIL FROM:<node7@plant.example>")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(SmtpUtf8, AnAddressThatIsNotUtf8IsInvalid) {
  Bench bench;
  bench.mail.to = "p\xfcmp@plant.example";
  EXPECT_EQ(bench.send().outcome, Outcome::InvalidArgument);
  EXPECT_EQ(bench.wire.connections(), 0U);
}

}  // namespace
}  // namespace postino::test
