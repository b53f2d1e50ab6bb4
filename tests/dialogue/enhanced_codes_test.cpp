// SPDX-License-Identifier: MIT
// RFC 2034: the enhanced code of every reply that can decide a mail is in its report.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "postino/chunking.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

/// A conversation up to a command whose reply is "CODE 5.7.1 no" or "CODE 4.7.1 no".
struct Place {
  Phase phase;
  std::function<void(Bench&)> up_to;
};

const Place places[] = {
    {Phase::Greeting, [](Bench&) {}},
    {Phase::Ehlo, [](Bench& bench) { bench.server.greets().hears("EHLO {}"); }},
    {Phase::Helo,
     [](Bench& bench) {
       bench.server.greets().hears("EHLO {}").says("502 5.5.1 what?").hears("HELO {}");
     }},
    {Phase::StartTls,
     [](Bench& bench) {
       bench.relay.security = Security::StartTls;
       bench.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS");
     }},
    {Phase::Auth,
     [](Bench& bench) {
       bench.relay.login = credentials;
       bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN {}");
     }},
    {Phase::AuthResponse,
     [](Bench& bench) {
       bench.relay.login = credentials;
       bench.server.greets_and_offers({"AUTH LOGIN"})
           .hears("AUTH LOGIN")
           .says("334 " + base64("User"))
           .hears(base64("pump"));
     }},
    {Phase::MailFrom, [](Bench& bench) { bench.server.greets_and_offers().hears("MAIL {}"); }},
    {Phase::RcptTo,
     [](Bench& bench) {
       bench.server.greets_and_offers().hears("MAIL {}").says("250 2.1.0 ok").hears("RCPT {}");
     }},
    {Phase::Data,
     [](Bench& bench) {
       bench.server.greets_and_offers()
           .hears("MAIL {}")
           .says("250 2.1.0 ok")
           .hears("RCPT {}")
           .says("250 2.1.5 ok")
           .hears("DATA");
     }},
    {Phase::EndOfData,
     [](Bench& bench) { bench.server.greets_and_offers().takes_envelope().hears_mail(); }},
};

TEST(EnhancedCodes, OfEveryRefusalAreInTheReport) {
  for (const Place& place : places) {
    for (const char* digit : {"4", "5"}) {
      if (place.phase == Phase::Ehlo && *digit == '5') continue;  // HELO follows
      Bench bench;
      place.up_to(bench);
      bench.server.says(std::string{digit} + "50 " + digit + ".7.1 no").may_part();
      const Sent sent = bench.send();
      EXPECT_NE(sent.outcome, Outcome::Accepted);
      EXPECT_EQ(sent.error.phase, place.phase);
      EXPECT_EQ(sent.error.code, *digit == '5' ? 550 : 450) << name(place.phase);
      EXPECT_EQ(sent.enhanced(), std::string{digit} + ".7.1") << name(place.phase);
    }
  }
}

TEST(EnhancedCodes, OfAnAcceptanceToo) {
  Bench bench;
  bench.server.greets_and_offers().takes_envelope().hears_mail().says("250 2.6.0 yes").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.enhanced(), "2.6.0");
  EXPECT_EQ(sent.each[0].enhanced, (EnhancedStatusCode{2, 1, 5}));
}

TEST(EnhancedCodes, OfAClosingServerToo) {
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL {}").says("421 4.3.2 bye").hears_the_end();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: ServiceClosing 421");
  EXPECT_EQ(sent.enhanced(), "4.3.2");
}

TEST(EnhancedCodes, OfAChunkToo) {
  Bench bench;
  constexpr const Extension* list[] = {&extension::chunking};
  bench.relay.extensions = list;
  bench.server.greets_and_offers({"CHUNKING"})
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears({"BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."})
      .says("552 5.2.3 large")
      .parts();
  EXPECT_EQ(bench.send().enhanced(), "5.2.3");
}

TEST(EnhancedCodes, OfAnotherClassThanTheReplyAreNone) {
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL {}").says("550 4.7.1 no").parts();
  EXPECT_EQ(bench.send().enhanced(), "");
}

}  // namespace
}  // namespace postino::test
