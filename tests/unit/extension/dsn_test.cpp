// SPDX-License-Identifier: MIT
#include "postino/dsn.hpp"

#include <gtest/gtest.h>

#include <string>

#include "written.hpp"

namespace postino::test {
namespace {

constexpr Recipient pair[] = {{"a@plant.example"}, {"b@plant.example"}};
const Mail mail{.from = {"node7@plant.example"}, .to = pair};

Fault checked(const DsnRequest& request) { return Dsn{request}.check(mail); }

std::string original(View address) {
  const DsnRecipient one[] = {{.original = address}};
  const DsnRequest request{.recipients = one};
  if (checked(request) != Fault::None) return std::string{name(checked(request))};
  return behind_rcpt(Dsn{request}, 0);
}

TEST(Dsn, NothingAskedNothingSaid) {
  EXPECT_EQ(behind_mail(Dsn{{}}), "");
  EXPECT_EQ(behind_rcpt(Dsn{{}}, 0), "");
  EXPECT_EQ(checked({}), Fault::None);
  EXPECT_EQ(Dsn{{}}.extension().keyword(), "DSN");
}

TEST(Dsn, WhatComesBack) {
  EXPECT_EQ(behind_mail(Dsn{{.returned = Returned::Full}}), " RET=FULL");
  EXPECT_EQ(behind_mail(Dsn{{.returned = Returned::Headers}}), " RET=HDRS");
}

TEST(Dsn, TheEnvelopeIdIsInXtext) {
  EXPECT_EQ(behind_mail(Dsn{{.returned = Returned::Full, .envelope_id = "pump 3+4=7"}}),
            " RET=FULL ENVID=pump+203+2B4+3D7");
}

TEST(Dsn, TheEnvelopeIdHasAtMost100OctetsAsItIsSaid) {
  const std::string most(100, 'x');
  const std::string more(101, 'x');
  const std::string coded = std::string(97, 'x') + "=";
  const std::string coded_more = std::string(98, 'x') + "=";
  EXPECT_EQ(checked({.envelope_id = most}), Fault::None);
  EXPECT_EQ(checked({.envelope_id = more}), Fault::InvalidParameter);
  EXPECT_EQ(checked({.envelope_id = coded}), Fault::None);
  EXPECT_EQ(checked({.envelope_id = coded_more}), Fault::InvalidParameter);
}

TEST(Dsn, TheEnvelopeIdIsPrintable) {
  for (const char* wrong : {"a\r\nb", "a\tb", "a\x7f", "p\xc3\xbcmp"}) {
    EXPECT_EQ(checked({.envelope_id = wrong}), Fault::InvalidParameter) << wrong;
  }
}

TEST(Dsn, ARecipientMayHaveANotifyAndNoOriginal) {
  const DsnRecipient each[] = {{.notify = Notify::Never}, {.original = "a@plant.example"}};
  const Dsn dsn{DsnRequest{.recipients = each}};
  EXPECT_EQ(behind_rcpt(dsn, 0), " NOTIFY=NEVER");
  EXPECT_EQ(behind_rcpt(dsn, 1), " ORCPT=rfc822;a@plant.example");
}

TEST(Dsn, EveryNotify) {
  const auto said = [](Notify notify) { return behind_rcpt(Dsn{{.notify = notify}}, 1); };
  EXPECT_EQ(said(Notify::Never), " NOTIFY=NEVER");
  EXPECT_EQ(said(Notify::Success), " NOTIFY=SUCCESS");
  EXPECT_EQ(said(Notify::Failure), " NOTIFY=FAILURE");
  EXPECT_EQ(said(Notify::Delay), " NOTIFY=DELAY");
  EXPECT_EQ(said(Notify::Success | Notify::Delay), " NOTIFY=SUCCESS,DELAY");
  EXPECT_EQ(said(Notify::Delay | Notify::Failure | Notify::Success),
            " NOTIFY=SUCCESS,FAILURE,DELAY");
}

TEST(Dsn, NeverStandsAlone) {
  for (const Notify other : {Notify::Success, Notify::Failure, Notify::Delay}) {
    EXPECT_EQ(checked({.notify = other | Notify::Never}), Fault::InvalidParameter);
    const DsnRecipient one[] = {{.notify = other | Notify::Never}};
    EXPECT_EQ(checked({.recipients = one}), Fault::InvalidParameter);
  }
  EXPECT_EQ(checked({.notify = Notify::Never}), Fault::None);
}

TEST(Dsn, ARecipientsOwnWordGoesBeforeThatForAll) {
  const DsnRecipient own[] = {{.notify = Notify::Never, .original = "c@plant.example"}};
  const Dsn dsn{{.notify = Notify::Failure, .recipients = own}};
  EXPECT_EQ(behind_rcpt(dsn, 0), " NOTIFY=NEVER ORCPT=rfc822;c@plant.example");
  EXPECT_EQ(behind_rcpt(dsn, 1), " NOTIFY=FAILURE");
}

TEST(Dsn, NoMoreOfThemThanRecipients) {
  const DsnRecipient three[3]{};
  EXPECT_EQ(checked({.recipients = std::span{three}.first(2)}), Fault::None);
  EXPECT_EQ(checked({.recipients = three}), Fault::InvalidParameter);
}

TEST(Dsn, TheOriginalRecipientIsAnAddressInXtext) {
  EXPECT_EQ(original("a+b@plant.example"), " ORCPT=rfc822;a+2Bb@plant.example");
  EXPECT_EQ(original("\"a b\"@plant.example"), " ORCPT=rfc822;\"a+20b\"@plant.example");
  EXPECT_EQ(original("nobody"), "InvalidParameter");
  EXPECT_EQ(original("a@b\r\nRSET"), "InvalidParameter");
}

TEST(Dsn, OneBeyondAsciiIsOfTheTypeUtf8) {
  EXPECT_EQ(original("p\xc3\xbcmp+3@pl\xc3\xa4nt.example"),
            " ORCPT=utf-8;p\\x{FC}mp\\x{2B}3@pl\\x{E4}nt.example");
}

TEST(Dsn, TheOriginalRecipientHasAtMost500OctetsAsItIsSaid) {
  // "utf-8;x@", then six octets for each of two, and one for each of one
  std::string domain;
  for (int i = 0; i < 70; ++i) domain += "\xc3\xbc";
  const std::string most = "x@" + domain + std::string(72, 'd');
  const std::string more = most + 'd';
  EXPECT_EQ(original(most).size(), std::string{" ORCPT="}.size() + 500);
  EXPECT_EQ(original(more), "InvalidParameter");
}

}  // namespace
}  // namespace postino::test
