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
  EXPECT_EQ(bench.send().what(), "Rejected: Refusal 550");
}

TEST(SmtpUtf8, AnAddressThatIsNotUtf8IsRefused) {
  Bench bench;
  bench.mail.to = "p\xfcmp@plant.example";
  EXPECT_EQ(bench.send().outcome, Outcome::Refused);
  EXPECT_EQ(bench.wire.connections(), 0U);
}

}  // namespace
}  // namespace postino::test
