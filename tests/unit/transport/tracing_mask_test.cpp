// SPDX-License-Identifier: MIT
// Once the client has said what is to be hidden, a trace has the server's words without it.
#include <gtest/gtest.h>

#include <string>

#include "postino/mechanism.hpp"
#include "support/base64.hpp"
#include "support/secrets.hpp"
#include "unit/transport/traced.hpp"

namespace postino::test {
namespace {

using std::string;

const string password = "kqZ7wvJX0918Qz";
const string line = base64(string("\0pump\0", 6) + password);
const Login pump{.user = "pump", .password = password};

class TracingMask : public ::testing::Test {
 protected:
  TracingMask() { traced.transport.conceal(&pump); }
  Traced traced;
};

TEST_F(TracingMask, K26_WhatTheServerEchoesOfTheLoginIsHiddenWhateverItAnswers) {
  traced.says("AUTH PLAIN " + line + "\r\n").hears("235 hello " + line + "\r\n");
  traced.says("MAIL FROM:<a@b>\r\n").hears("550-no <" + password + ">\r\n550 " + line + " no\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "> ***", "< 235 hello ***", "> MAIL FROM:<a@b>",
                                  "< 550-no ***", "< 550 *** no"}));
}

TEST_F(TracingMask, ALineThatIsNoReplyIsHiddenFromItsFirstOctetOn) {
  for (const string& odd : {password, "55" + password, "550x" + password, "55:-" + password}) {
    traced.hears(odd + " x\r\n");
    EXPECT_EQ(traced.seen(), Lines{"< *** x"});
  }
}

TEST_F(TracingMask, AChallengeIsItsCodeAlone) {
  traced.says("AUTH LOGIN\r\n").hears("334 VXNlcm5hbWU6\r\n").says("cHVtcA==\r\n");
  traced.hears("334-x\r\n334 UGFzc3dvcmQ6\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH LOGIN", "< 334", "> ***", "< 334-", "< 334"}));
}

TEST_F(TracingMask, WhatIsCutAtTheBoundIsNotShown) {
  constexpr std::size_t bound = TracingTransport::max_line_size;
  for (std::size_t before = bound - password.size() - 8; before <= bound; ++before) {
    const string text = "550 " + string(before - 5, '-') + ' ' + password;
    traced.hears(text + "\r\n");
    EXPECT_FALSE(tells(traced.text(), password)) << traced.text();
    EXPECT_EQ(traced.text().find('k'), string::npos) << traced.text();
  }
}

TEST_F(TracingMask, OnceTheLoginIsNotKnownAnyMoreRepliesAreCodes) {
  traced.says("AUTH PLAIN " + line + "\r\n").hears("235 hi\r\n");
  traced.transport.conceal(nullptr);
  traced.says("QUIT\r\n").hears("221 " + password + "\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "> ***", "< 235 hi", "> QUIT", "< 221"}));
}

TEST_F(TracingMask, NotWhereNobodyLoggedInOnThatConnection) {
  traced.says("AUTH PLAIN " + line + "\r\n").hears("535 no\r\n");
  traced.transport.abort();
  traced.transport.conceal(nullptr);
  traced.hears("220 mail.example\r\n").says("QUIT\r\n").hears("221 bye\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "> ***", "< 535 no", "< 220 mail.example",
                                  "> QUIT", "< 221 bye"}));
}

TEST_F(TracingMask, AnEmptyListMeansPlainAndLogin) {
  const Login login{.user = "pump", .password = password, .mechanisms = {}};
  traced.transport.conceal(&login);
  traced.says("AUTH PLAIN\r\n").hears("334 \r\n").says(line + "\r\n").hears("535 " + line + "\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "< 334", "> ***", "< 535 ***"}));
}

/// One that does not show its secret, so that what it said is hidden while it is under way alone.
class Proving final : public Mechanism {
 public:
  constexpr Proving() : Mechanism{Strength::HidesSecret} {}
  [[nodiscard]] std::string_view name() const override { return "PROVING"; }
  [[nodiscard]] bool has_initial_response() const override { return true; }
  bool write(const Login&, std::uint8_t number, Writer& out) const override {
    if (number == 0) out.put("what proves it");
    return number == 0;
  }
};

TEST_F(TracingMask, WhatAMechanismSaidIsHiddenInTheReplyToIt) {
  const Proving proving;
  const Mechanism* const list[] = {&sasl::login, &proving, &sasl::plain};
  const Login login{.user = "pump", .password = password, .mechanisms = list};
  traced.transport.conceal(&login);
  const string proof = base64("what proves it");
  traced.says("AUTH PROVING " + proof + "\r\n").hears("504 <" + proof + ">\r\n");
  traced.says("AUTH PLAIN " + line + "\r\n").hears("504 " + proof + "\r\n");
  traced.says("AUTH PROVING " + proof + "\r\n").hears("504 " + proof + "\r\n");
  traced.says("AUTH UNKNOWN\r\n").hears("504 " + proof + "\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PROVING", "> ***", "< 504 ***", "> AUTH PLAIN", "> ***",
                                  "< 504 " + proof, "> AUTH PROVING", "> ***", "< 504 ***",
                                  "> AUTH UNKNOWN", "< 504 " + proof}));
}

TEST_F(TracingMask, OfAReplyThatIsHiddenAsAWholeTheCodeStays) {
  const Login login{.user = "pump", .password = "abc"};
  traced.transport.conceal(&login);
  for (const auto& [reply, shown] : {std::pair{"250 all is well", "250"},
                                     {"250-all is well", "250-"},
                                     {"250 ", "250"},
                                     {"250-", "250-"},
                                     {"250", ""},
                                     {"2500 all", ""},
                                     {"x50 all", ""},
                                     {"2x0 all", ""},
                                     {"25x all", ""},
                                     {"250.all", ""},
                                     {"250!all", ""},
                                     {"250xall", ""}}) {
    traced.hears(string{reply} + "\r\n");
    EXPECT_EQ(traced.seen(), Lines{string{"< "} + shown}) << reply;
  }
}

TEST_F(TracingMask, TheTransportBelowIsToldToo) {
  EXPECT_EQ(traced.inner.concealed, &pump);
  traced.transport.conceal(nullptr);
  EXPECT_EQ(traced.inner.concealed, nullptr);
}

}  // namespace
}  // namespace postino::test
