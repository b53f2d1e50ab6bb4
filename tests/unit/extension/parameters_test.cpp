// SPDX-License-Identifier: MIT
// The parameters that are a number or an address.
#include <gtest/gtest.h>

#include <string>

#include "postino/deliver_by.hpp"
#include "postino/mt_priority.hpp"
#include "postino/smtp_utf8.hpp"
#include "postino/submitted_by.hpp"
#include "written.hpp"

namespace postino::test {
namespace {

TEST(MtPriority, IsFromMinus9To9) {
  for (int value = -12; value <= 12; ++value) {
    const MtPriority priority{static_cast<std::int8_t>(value)};
    const bool fine = value >= -9 && value <= 9;
    EXPECT_EQ(priority.check({}), fine ? Fault::None : Fault::InvalidParameter) << value;
    if (fine) {
      EXPECT_EQ(behind_mail(priority), " MT-PRIORITY=" + std::to_string(value));
    }
  }
  EXPECT_EQ(MtPriority{-128}.check({}), Fault::InvalidParameter);
  EXPECT_EQ(MtPriority{0}.extension().keyword(), "MT-PRIORITY");
}

class DeliverByTest : public ::testing::Test {
 protected:
  Fault checked(std::uint32_t seconds) { return DeliverWithin{extension, {seconds}}.check({}); }
  Fault judged(std::uint32_t seconds, AtDeadline then = AtDeadline::Return) {
    return DeliverWithin{extension, {seconds, then}}.judge({});
  }

  DeliverByOffer offer;
  DeliverBy extension{offer};
};

TEST_F(DeliverByTest, SaysTheTimeAndWhatBecomesOfTheMail) {
  const auto said = [this](const Deadline& deadline) {
    return behind_mail(DeliverWithin{extension, deadline});
  };
  EXPECT_EQ(said({.seconds = 1}), " BY=1;R");
  EXPECT_EQ(said({.seconds = 3600, .then = AtDeadline::Notify}), " BY=3600;N");
  EXPECT_EQ(said({.seconds = 999999999, .trace = true}), " BY=999999999;RT");
  EXPECT_EQ(said({.seconds = 60, .then = AtDeadline::Notify, .trace = true}), " BY=60;NT");
}

TEST_F(DeliverByTest, TheTimeHasOneToNineDigitsAndIsToCome) {
  EXPECT_EQ(checked(0), Fault::InvalidParameter);
  EXPECT_EQ(checked(1), Fault::None);
  EXPECT_EQ(checked(999999999), Fault::None);
  EXPECT_EQ(checked(1000000000), Fault::InvalidParameter);
}

TEST_F(DeliverByTest, TheServersLeastTimeHoldsForMailsThatAreGivenUp) {
  EXPECT_EQ(judged(1), Fault::None);
  extension.offered("600");
  EXPECT_EQ(judged(599), Fault::LimitExceeded);
  EXPECT_EQ(judged(600), Fault::None);
  EXPECT_EQ(judged(601), Fault::None);
  EXPECT_EQ(judged(1, AtDeadline::Notify), Fault::None);
  extension.forget();
  EXPECT_EQ(judged(1), Fault::None);
}

TEST_F(DeliverByTest, ALeastTimeThatIsNoNumberIsNone) {
  extension.offered("soon");
  EXPECT_EQ(judged(1), Fault::None);
}

TEST(SubmittedBy, IsInXtextOrNobody) {
  EXPECT_EQ(behind_mail(SubmittedBy{"e+1=2@plant.example"}), " AUTH=e+2B1+3D2@plant.example");
  EXPECT_EQ(behind_mail(SubmittedBy{""}), " AUTH=<>");
  EXPECT_EQ(SubmittedBy{""}.check({}), Fault::None);
  EXPECT_EQ(SubmittedBy{""}.extension().keyword(), "AUTH");
}

TEST(SubmittedBy, IsAnAddressInAscii) {
  EXPECT_EQ(SubmittedBy{"a@plant.example"}.check({}), Fault::None);
  for (const char* wrong : {"a", "<>", "a@b\r\nRSET", "p\xc3\xbcmp@plant.example"}) {
    EXPECT_EQ(SubmittedBy{wrong}.check({}), Fault::InvalidParameter) << wrong;
  }
}

TEST(SubmittedBy, HasAtMost500OctetsAsItIsSaid) {
  // 64 octets that take three each, '@', and the rest of the 500
  const std::string local(64, '+');
  const std::string most = local + "@" + std::string(255, 'd');
  EXPECT_EQ(SubmittedBy{most}.check({}), Fault::None);
  EXPECT_EQ(behind_mail(SubmittedBy{most}).size(), std::string{" AUTH="}.size() + 192 + 1 + 255);
}

TEST(Utf8HeadersParameters, AskForSmtputf8Once) {
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  EXPECT_EQ(behind_mail(Utf8Headers{}, mail), " SMTPUTF8");
  mail.to = "p\xc3\xbcmp@plant.example";
  EXPECT_EQ(behind_mail(Utf8Headers{}, mail), "") << "the session asks for it";
}

}  // namespace
}  // namespace postino::test
