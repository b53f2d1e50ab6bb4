// SPDX-License-Identifier: MIT
// RFC 5321 2.2: parameters of MAIL and RCPT, each for a server that offers its extension.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postino/deliver_by.hpp"
#include "postino/dsn.hpp"
#include "postino/future_release.hpp"
#include "postino/mt_priority.hpp"
#include "postino/require_tls.hpp"
#include "postino/smtp_utf8.hpp"
#include "postino/submitted_by.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using Asked = std::vector<const Parameters*>;

/// A bench whose client may use every extension there is.
struct Extended : Bench {
  Extended() { relay.extensions = list; }
  explicit Extended(Asked parameters) : Extended{} {
    asked = std::move(parameters);
    mail.parameters = asked;
  }

  DeliverByOffer time;
  const DeliverBy deliver_by{time};
  FutureReleaseOffer bounds;
  const FutureRelease future_release{bounds};
  const Extension* const list[7] = {&extension::dsn,         &extension::require_tls,
                                    &extension::mt_priority, &extension::submitted_by,
                                    &extension::smtp_utf8,   &deliver_by,
                                    &future_release};
  Asked asked;
};

const Dsn dsn{{.returned = Returned::Headers, .envelope_id = "pump 3", .notify = Notify::Failure}};
const MtPriority urgent{7};
const SubmittedBy submitted{"e+1@plant.example"};

TEST(Extensions, ParametersGoWithMailAndEachRcpt) {
  constexpr Recipient pair[] = {{"a@plant.example"}, {"b@plant.example"}};
  constexpr DsnRecipient first[] = {
      {.notify = Notify::Success | Notify::Delay, .original = "a+x@plant.example"}};
  const Dsn by_recipient{{.notify = Notify::Never, .recipients = first}};
  Extended bench{{&by_recipient, &urgent, &submitted}};
  bench.mail.to = pair;
  bench.server.greets_and_offers({"PIPELINING", "DSN", "MT-PRIORITY MIXER", "AUTH PLAIN"})
      .hears({"MAIL FROM:<node7@plant.example> MT-PRIORITY=7 AUTH=e+2B1@plant.example",
              "RCPT TO:<a@plant.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bx@plant.example",
              "RCPT TO:<b@plant.example> NOTIFY=NEVER", "DATA"})
      .says({"250 ok", "250 ok", "250 ok", "354 go"})
      .hears_mail()
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Extensions, BehindSizeAndBody) {
  Extended bench{{&dsn}};
  bench.mail.text = "Subject: Pump 3\r\n\r\nD\xc3\xbcrr.\r\n";
  bench.server.greets_and_offers({"SIZE", "8BITMIME", "DSN"})
      .hears("MAIL FROM:<node7@plant.example> SIZE=27 BODY=8BITMIME RET=HDRS ENVID=pump+203")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(Extensions, ALineLongerThanAPacketIsWhole) {
  const std::string id(100, 'x');
  const Dsn long_id{{.envelope_id = id}};
  Bench bench{starved};
  constexpr const Extension* list[] = {&extension::dsn};
  const Parameters* const asked[] = {&long_id};
  bench.relay.extensions = list;
  bench.mail.parameters = asked;
  bench.server.greets_and_offers({"DSN"})
      .hears("MAIL FROM:<node7@plant.example> ENVID=" + id)
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(Extensions, WithoutTheOfferTheMailIsRejectedBeforeMail) {
  for (int i = 0; i < 7; ++i) {
    Extended bench;
    const RequireTls require_tls{bench.tls};
    const DeliverWithin soon{bench.deliver_by, {.seconds = 60}};
    const HoldFor hold_for{bench.future_release, 60};
    const HoldUntil hold_until{bench.future_release, 1793631845};
    const Parameters* const all[] = {&dsn,  &urgent,   &submitted, &require_tls,
                                     &soon, &hold_for, &hold_until};
    bench.asked = {all[i]};
    bench.mail.parameters = bench.asked;
    bench.server.greets_and_offers({"PIPELINING", "XDSN", "SIZE"}).parts();
    EXPECT_EQ(bench.send().what_and_where(), "Rejected: ExtensionNotOffered in MailFrom") << i;
    EXPECT_EQ(bench.wire.in_clear().find("MAIL"), std::string::npos) << i;
  }
}

TEST(Extensions, TheNextMailWithoutThemGoesOnTheSameConnection) {
  Extended bench{{&dsn}};
  bench.relay.keep_open = seconds(10);
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "250 ok", "354 go"})
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: ExtensionNotOffered");
  bench.mail.parameters = {};
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Extensions, OneThatTheServerHasNotNamedIsInvalid) {
  Bench bench;
  const Parameters* const asked[] = {&dsn};
  bench.mail.parameters = asked;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: ExtensionNotNamed in Parameters");
  constexpr const Extension* list[] = {&extension::mt_priority};
  bench.relay.extensions = list;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: ExtensionNotNamed in Parameters");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Extensions, AValueOutOfBoundsIsInvalid) {
  const MtPriority too_urgent{10};
  Extended bench{{&dsn, &too_urgent}};
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidParameter in Parameters");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Extensions, TheSameOneTwiceIsInvalid) {
  Extended bench{{&dsn, &urgent, &dsn}};
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidParameter in Parameters");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Extensions, NorMayALaterOneOfTheListBeAskedTwice) {
  Extended bench{{&urgent, &dsn, &urgent}};
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidParameter in Parameters");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Extensions, WordsOfAnUnknownKeywordAreNobodys) {
  Bench bench;
  DeliverByOffer time;
  const DeliverBy deliver_by{time};
  const Extension* const list[] = {&deliver_by};
  bench.relay.extensions = list;
  bench.server.greets_and_offers({"DELIVERBY 240", "XUNKNOWN 300"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(time.min_seconds, 240U);
}

/// One of the application's own, that says something of each message.
class Saying final : public Extension {
 public:
  [[nodiscard]] std::string_view keyword() const override { return "XSAYING"; }
  void write_mail(Writer& out, const ContentFacts&) const override { out.put(" XSAID=1"); }
};

TEST(Extensions, TheFirstOfTheListSaysItsParametersToo) {
  Bench bench;
  const Saying saying;
  const Extension* const list[] = {&saying, &extension::dsn};
  bench.relay.extensions = list;
  bench.server.greets_and_offers({"XSAYING", "DSN"})
      .hears("MAIL FROM:<node7@plant.example> XSAID=1")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(Extensions, TheServersOwnBoundsAreObeyed) {
  Extended bench;
  bench.relay.keep_open = seconds(10);
  const DeliverWithin fast{bench.deliver_by, {.seconds = 299}};
  const DeliverWithin slow{bench.deliver_by, {.seconds = 300}};
  const HoldFor too_long{bench.future_release, 3601};
  const HoldUntil too_late{bench.future_release, 1793631846};
  const HoldUntil late{bench.future_release, 1793631845};
  bench.server.greets_and_offers({"DELIVERBY 300", "FUTURERELEASE 3600 2026-11-02T15:04:05Z"});
  for (const Parameters* const one :
       {static_cast<const Parameters*>(&fast), static_cast<const Parameters*>(&too_long),
        static_cast<const Parameters*>(&too_late)}) {
    bench.asked = {one};
    bench.mail.parameters = bench.asked;
    EXPECT_EQ(bench.send().what(), "Rejected: LimitExceeded");
  }
  bench.asked = {&slow, &late};
  bench.mail.parameters = bench.asked;
  bench.server.hears("MAIL FROM:<node7@plant.example> BY=300;R HOLDUNTIL=2026-11-02T15:04:05Z")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(Extensions, WhatWasOfferedBeforeTlsIsForgotten) {
  Extended bench;
  bench.relay.security = Security::StartTls;
  const DeliverWithin soon{bench.deliver_by, {.seconds = 60}};
  bench.asked = {&soon, &dsn};
  bench.mail.parameters = bench.asked;
  bench.server.greets_and_offers({"STARTTLS", "DSN", "DELIVERBY 300"})
      .hears("STARTTLS")
      .says("220 go")
      .starts_tls()
      .offers({"DELIVERBY"})
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: ExtensionNotOffered");
  EXPECT_EQ(bench.time.min_seconds, 0U);
}

class RequireTlsTest : public ::testing::Test {
 protected:
  RequireTlsTest() {
    bench.asked = {&require_tls};
    bench.mail.parameters = bench.asked;
  }
  Extended bench;
  const RequireTls require_tls{bench.tls};
};

TEST_F(RequireTlsTest, GoesOverVerifiedTls) {
  bench.relay.security = Security::StartTls;
  bench.server.greets_and_offers({"STARTTLS"})
      .hears("STARTTLS")
      .says("220 go")
      .starts_tls()
      .offers({"REQUIRETLS"})
      .hears("MAIL FROM:<node7@plant.example> REQUIRETLS")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(RequireTlsTest, InClearTheMailIsRejectedWhateverIsOffered) {
  for (const Security security : {Security::None, Security::Opportunistic}) {
    Extended clear;
    const RequireTls asked{clear.tls};
    clear.asked = {&asked};
    clear.mail.parameters = clear.asked;
    clear.relay.security = security;
    clear.server.greets_and_offers({"REQUIRETLS"}).parts();
    EXPECT_EQ(clear.send().what(), "Rejected: TlsRequired");
    EXPECT_EQ(clear.wire.in_clear().find("MAIL"), std::string::npos);
  }
}

TEST_F(RequireTlsTest, AServerThatIsNotVerifiedIsNotEnough) {
  for (const Protection weaker : {Protection::Unverified, Protection::DatesUnchecked}) {
    Extended weak;
    weak.tls.verdict = weaker;
    const RequireTls asked{weak.tls};
    weak.asked = {&asked};
    weak.mail.parameters = weak.asked;
    weak.relay.security = Security::Tls;
    weak.server.starts_tls().greets_and_offers({"REQUIRETLS"}).parts();
    EXPECT_EQ(weak.send().what(), "Rejected: TlsRequired");
    EXPECT_EQ(weak.wire.under_tls().find("MAIL"), std::string::npos);
  }
}

TEST_F(RequireTlsTest, ItsOppositeIsAHeader) {
  Bench other;
  const Header headers[] = {tls_not_required};
  other.mail.headers = headers;
  other.mail.text = "Dry run.\r\n";
  other.server.greets_and_offers()
      .takes_envelope()
      .hears({"From: node7@plant.example", "To: ops@plant.example", "TLS-Required: No",
              "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
              "Content-Transfer-Encoding: 7bit", "", "Dry run.", "."})
      .says("250 ok")
      .parts();
  EXPECT_EQ(other.send(other.mail, text_mail).what(), "Accepted");
}

TEST(Utf8Headers, OfARawMailAskForSmtputf8) {
  const Utf8Headers utf8;
  Extended bench{{&utf8}};
  bench.mail.text = "Subject: P\xc3\xbcmp 3\r\n\r\nDry run.\r\n";
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8"})
      .hears("MAIL FROM:<node7@plant.example> BODY=8BITMIME SMTPUTF8")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

}  // namespace
}  // namespace postino::test
