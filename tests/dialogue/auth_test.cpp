// SPDX-License-Identifier: MIT
// RFC 4954, RFC 4616: authentication, and what a server can do to it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "postino/config.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

/// Asks for challenges in base64, and answers every one.
class Talker final : public Mechanism {
 public:
  constexpr Talker() : Mechanism{Strength::HidesSecret} {}
  [[nodiscard]] std::string_view name() const override { return "X-TALK"; }
  [[nodiscard]] bool has_initial_response() const override { return false; }
  bool write(const Login&, std::uint8_t number, Writer& out) const override {
    out.put(static_cast<char>('a' + number));
    return true;
  }
  Verdict challenge(std::uint8_t, std::string_view octets, bool) const override {
    const bool base64 = std::all_of(octets.begin(), octets.end(), [](char octet) {
      const auto in = [octet](char from, char to) { return from <= octet && octet <= to; };
      return in('a', 'z') || in('A', 'Z') || in('0', '9') || octet == '+' || octet == '/' ||
             octet == '=';
    });
    return base64 ? Verdict::Answerable : Verdict::Unanswerable;
  }
};
constexpr Talker talker;
constexpr const Mechanism* talker_only[] = {&talker};

string plain_message(const string& user, const string& password) {
  return base64(string(1, '\0') + user + string(1, '\0') + password);
}

/// A bench with a login for pump, which may go in clear.
class Auth : public ::testing::Test {
 protected:
  explicit Auth(Bench::Trace trace = Bench::Trace::Off) : bench{{}, trace} {
    bench.relay.login = Login{.user = "pump", .password = "secret", .allow_clear_text = true};
  }
  ScriptedServer& offered(std::string_view line = "AUTH PLAIN LOGIN") {
    return bench.server.greets_and_offers({line});
  }
  const string message = plain_message("pump", "secret");
  Bench bench;
};

TEST_F(Auth, PlainRidesOnItsCommand) {
  offered().hears("AUTH PLAIN " + message).says("235 2.7.0 welcome").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, LoginGoesInThreeSteps) {
  bench.relay.login->mechanisms = login_only;
  offered()
      .hears("AUTH LOGIN")
      .says("334 VXNlcm5hbWU6")
      .hears(base64("pump"))
      .says("334 UGFzc3dvcmQ6")
      .hears(base64("secret"))
      .says("235 welcome")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, LoginAnswersByOrderWhateverThePromptsSay) {
  for (const string& prompt :
       {string("334"), string("334 "), string("334  "), "334 " + base64("Password:"),
        "334 " + base64(string("User Name\0", 10)), string("334 Username, please!")}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->mechanisms = login_only;
    other.server.greets_and_offers({"AUTH LOGIN"})
        .hears("AUTH LOGIN")
        .says(prompt)
        .hears(base64("pump"))
        .says(prompt)
        .hears(base64("secret"))
        .says("235 welcome")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted") << prompt;
  }
}

TEST_F(Auth, TheFirstOfOursThatIsOfferedIsUsed) {
  offered("AUTH LOGIN CRAM-MD5 PLAIN").hears("AUTH PLAIN {}").says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, ASuccessNeedsNoWords) {
  for (const char* reply : {"235 ok", "235 ", "235"}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH PLAIN"})
        .hears("AUTH PLAIN {}")
        .says(reply)
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted") << reply;
  }
}

TEST_F(Auth, ACommandOf512OctetsCarriesTheInitialResponse) {
  // "AUTH PLAIN " and CRLF are 13 octets, and base64 grows in steps of 4 by each 3: 370 octets of
  // user and password make a line of 509, 371 would make 513.
  const string user(185, 'u');
  for (const std::size_t octets : {184U, 185U, 186U}) {
    const string password(octets, 'p');
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->user = user;
    other.relay.login->password = password;
    other.server.greets_and_offers({"AUTH PLAIN"});
    if (octets <= 185) {
      other.server.hears("AUTH PLAIN " + plain_message(user, password));
    } else {
      other.server.hears("AUTH PLAIN").says("334 ").hears(plain_message(user, password));
    }
    other.server.says("235 ok").takes_mail().parts();
    EXPECT_EQ(other.send().what(), "Accepted") << octets;
  }
}

TEST_F(Auth, AServerThatDoesNotTakeAnInitialResponseGetsTwoSteps) {
  for (const char* reply : {"501 5.5.2 syntax", "504 5.5.4 no initial response"}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH PLAIN"})
        .hears("AUTH PLAIN " + message)
        .says(reply)
        .hears("AUTH PLAIN")
        .says("334 ")
        .hears(message)
        .says("235 ok")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted") << reply;
  }
}

TEST_F(Auth, ButNotForEver) {
  offered()
      .hears("AUTH PLAIN " + message)
      .says("501 no")
      .hears("AUTH PLAIN")
      .says("501 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 501");
}

TEST_F(Auth, B071_NoAuthOfferedIsUnsafe) {
  bench.server.greets_and_offers({"PIPELINING", "XAUTH PLAIN", "AUTHPLAIN"}).may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: AuthNotOffered");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

TEST_F(Auth, WhatAnOfferLacksHasNoReplyCode) {
  offered("SIZE").may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Unsafe: AuthNotOffered");
  EXPECT_EQ(sent.error.code, 0);
}

/// As PLAIN, and counts how often its exchange was ended.
class CountingEnds final : public Mechanism {
 public:
  constexpr CountingEnds() : Mechanism{Strength::ShowsSecret} {}
  [[nodiscard]] std::string_view name() const override { return "PLAIN"; }
  [[nodiscard]] bool has_initial_response() const override { return true; }
  bool write(const Login& login, std::uint8_t number, Writer& out) const override {
    return sasl::plain.write(login, number, out);
  }
  void end() const override { ++ended; }
  mutable int ended = 0;
};

TEST_F(Auth, AnExchangeIsOverOnceItWasAccepted) {
  const CountingEnds counting;
  const Mechanism* const list[] = {&counting};
  bench.relay.login->mechanisms = list;
  offered("AUTH PLAIN").hears("AUTH PLAIN {}").says("235 ok").hears("MAIL {}");
  bench.server.waits(seconds(1)).says("250 ok").hears("RCPT {}").says("250 ok");
  bench.server.hears("DATA").says("354 go").hears_mail().says("250 ok").parts();
  bench.start();
  bench.run_while([&] { return bench.wire.in_clear().find("MAIL") == string::npos; });
  EXPECT_EQ(counting.ended, 1);
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST_F(Auth, B072_OnlyMechanismsThatWereNotAllowedIsUnsafe) {
  bench.relay.login->mechanisms = plain_only;
  offered("AUTH LOGIN CRAM-MD5").may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: MechanismNotAllowed");
}

TEST_F(Auth, B073_AChallengeThatIsNotBase64IsCancelled) {
  bench.relay.login->mechanisms = talker_only;
  offered("AUTH X-TALK")
      .hears("AUTH X-TALK")
      .says("334 <not base64>")
      .hears("*")
      .says("501 5.7.0 cancelled")
      .may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Auth, AChallengeThatIsBase64IsAnswered) {
  bench.relay.login->mechanisms = talker_only;
  offered("AUTH X-TALK")
      .hears("AUTH X-TALK")
      .sends("334 QU")
      .waits(seconds(1))
      .sends("JD\r\n")
      .hears(base64("a"))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, TheNumberOfAnswersIsBounded) {
  bench.relay.login->mechanisms = talker_only;
  offered("AUTH X-TALK").hears("AUTH X-TALK");
  for (int i = 0; i < config::max_challenges; ++i) {
    bench.server.says("334 QUJD").hears(base64(string(1, static_cast<char>('a' + i))));
  }
  bench.server.says("334 QUJD").hears("*").says("501 cancelled").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Auth, AsManyAnswersAsAllowedAreGiven) {
  bench.relay.login->mechanisms = talker_only;
  offered("AUTH X-TALK").hears("AUTH X-TALK");
  for (int i = 0; i < config::max_challenges; ++i) {
    bench.server.says("334 QUJD").hears(base64(string(1, static_cast<char>('a' + i))));
  }
  bench.server.says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, B075_PlainHasNothingToAnswerToAChallenge) {
  offered().hears("AUTH PLAIN " + message).says("334 ").hears("*").says("501 no").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Auth, B075_NorToASecondOneInTwoSteps) {
  offered()
      .hears("AUTH PLAIN " + message)
      .says("504 no")
      .hears("AUTH PLAIN")
      .says("334 ")
      .hears(message)
      .says("334 ")
      .hears("*")
      .says("501 no")
      .may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Auth, ASuccessBehindACancellationIsNotBelieved) {
  offered().hears("AUTH PLAIN " + message).says("334 ").hears("*").says("235 welcome").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Auth, LoginHasNothingToAnswerToAThirdPrompt) {
  bench.relay.login->mechanisms = login_only;
  offered()
      .hears("AUTH LOGIN")
      .says("334 ")
      .hears(base64("pump"))
      .says("334 ")
      .hears(base64("secret"))
      .says("334 ")
      .hears("*")
      .says("501 no")
      .may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Auth, B077_RefusedCredentialsAreRejectedAndNotTriedAgain) {
  offered().hears("AUTH PLAIN " + message).says("535 5.7.8 no").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.enhanced(), "5.7.8");
}

TEST_F(Auth, B077_RefusedBehindThePasswordTheyAreRejectedToo) {
  bench.relay.login->mechanisms = login_only;
  offered()
      .hears("AUTH LOGIN")
      .says("334 ")
      .hears(base64("pump"))
      .says("334 ")
      .hears(base64("secret"))
      .says("535 5.7.8 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
}

TEST_F(Auth, OtherPermanentRefusalsAreRejected) {
  for (const int code : {500, 503, 530, 534, 538, 550}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH PLAIN"})
        .hears("AUTH PLAIN {}")
        .says(std::to_string(code) + " no")
        .parts();
    const string fault = code == 530 ? "TlsOrLoginRequired " : "LoginRejected ";
    EXPECT_EQ(other.send().what(), "Rejected: " + fault + std::to_string(code));
  }
}

TEST_F(Auth, B078_ATemporaryFailureIsDeferred) {
  for (const int code : {432, 454, 450}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH PLAIN"})
        .hears("AUTH PLAIN {}")
        .says(std::to_string(code) + " later")
        .parts();
    EXPECT_EQ(other.send().what(), "Deferred: NegativeReply " + std::to_string(code));
  }
}

TEST_F(Auth, A421IsDeferred) {
  offered().hears("AUTH PLAIN {}").says("421 closing").closes().may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: ServiceClosing 421");
}

TEST_F(Auth, ASecondSuccessIsAReplyBeforeItsCommand) {
  offered().hears("AUTH PLAIN {}").sends("235 ok\r\n235 ok\r\n");
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
}

TEST_F(Auth, NothingIsPipelinedBehindIt) {
  bench.server.greets_and_offers({"PIPELINING", "AUTH PLAIN"})
      .hears("AUTH PLAIN {}")
      .hears_nothing_for(seconds(1))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, B091_APasswordOf255OctetsGoesExactly) {
  for (const std::size_t octets : {254U, 255U}) {
    const string password(octets, 'p');
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->password = password;
    other.server.greets_and_offers({"AUTH PLAIN"})
        .hears("AUTH PLAIN " + plain_message("pump", password))
        .says("235 ok")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted") << octets;
  }
}

TEST_F(Auth, B091_APasswordOf256OctetsIsInvalid) {
  const string password(256, 'p');
  bench.relay.login->password = password;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: CredentialTooLong in Password");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(Auth, B091_ANulIsInvalid) {
  const string password("sec\0ret", 7);
  bench.relay.login->password = password;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidCredential in Password");
  bench.relay.login->password = "secret";
  bench.relay.login->user = password;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidCredential in User");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(Auth, B091_AnyOtherOctetGoesExactly) {
  for (const auto* mechanisms : {&plain_only, &login_only}) {
    const string password("\r\n\xff\x01 \xc3\xa4");
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->password = password;
    other.relay.login->mechanisms = *mechanisms;
    other.server.greets_and_offers({"AUTH PLAIN LOGIN"});
    if (mechanisms == &plain_only) {
      other.server.hears("AUTH PLAIN " + plain_message("pump", password));
    } else {
      other.server.hears("AUTH LOGIN").says("334 ").hears(base64("pump")).says("334 ");
      other.server.hears(base64(password));
    }
    other.server.says("235 ok").takes_mail().parts();
    EXPECT_EQ(other.send().what(), "Accepted");
  }
}

TEST_F(Auth, AnEmptyPasswordIsOne) {
  bench.relay.login->password = "";
  offered().hears("AUTH PLAIN " + plain_message("pump", "")).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Auth, B092_TheServersWordsAreKeptWithoutWhatTheyEcho) {
  offered()
      .hears("AUTH PLAIN " + message)
      .says({"535-5.7.8 refused: " + message, "535 5.7.8 secret"})
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.text, "5.7.8 refused: ***\n5.7.8 ***");
}

TEST_F(Auth, K25_WhyALoginIsRefusedIsInTheReportAndByWhichMechanism) {
  offered()
      .hears("AUTH PLAIN " + message)
      .says("534 5.7.9 Application-specific password required")
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 534");
  EXPECT_EQ(sent.text, "5.7.9 Application-specific password required");
  EXPECT_EQ(sent.mechanism, "PLAIN");
}

TEST_F(Auth, K25_AlsoWhereTheServerFirstAsksAndThenRefuses) {
  bench.relay.login->mechanisms = login_only;
  offered().hears("AUTH LOGIN").says("334 VXNlcm5hbWU6").hears("{}").says("334 UGFzc3dvcmQ6");
  bench.server.hears("{}").says({"535-5.7.139 Authentication unsuccessful,", "535 basic is off"});
  bench.server.parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.text, "5.7.139 Authentication unsuccessful,\nbasic is off");
  EXPECT_EQ(sent.mechanism, "LOGIN");
}

TEST_F(Auth, K25_AChallengeIsNotAmongTheWords) {
  bench.relay.login->mechanisms = login_only;
  offered().hears("AUTH LOGIN").says("334 VXNlcm5hbWU6").hears("{}").resets();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: ConnectionLost");
  EXPECT_EQ(sent.text, "");
  EXPECT_EQ(sent.mechanism, "LOGIN");
}

TEST_F(Auth, K25_A530IsNoWrongPassword) {
  offered().hears("AUTH PLAIN {}").says("530 5.7.0 Must issue a STARTTLS command first").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: TlsOrLoginRequired 530 in Auth");
  EXPECT_EQ(sent.text, "5.7.0 Must issue a STARTTLS command first");
}

TEST_F(Auth, K25_WhateverItIsTheReplyTo) {
  for (const char* command : {"MAIL {}", "RCPT {}", "DATA"}) {
    Bench other;
    other.server.greets_and_offers();
    for (const char* said : {"MAIL {}", "RCPT {}", "DATA"}) {
      const bool here = said == string{command};
      other.server.hears(said).says(here ? "530 5.7.0 Authentication required" : "250 ok");
      if (here) break;
    }
    other.server.parts();
    const Sent sent = other.send();
    EXPECT_EQ(sent.what(), command == string{"RCPT {}"} ? "Rejected: AllRecipients 530"
                                                        : "Rejected: TlsOrLoginRequired 530");
    EXPECT_EQ(sent.text, "5.7.0 Authentication required");
    EXPECT_EQ(sent.mechanism, "");
  }
  bench.relay.login.reset();
  bench.server.says("530 not from there").closes();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: TlsOrLoginRequired 530 in Greeting");
}

TEST_F(Auth, ThePacketsThatCarriedThePasswordAreWiped) {
  offered().hears("AUTH PLAIN " + message).says("535 no").parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(bench.packet_memory().find(message.substr(4, 12)), string::npos);
}

class TracedAuth : public Auth {
 protected:
  TracedAuth() : Auth{Bench::Trace::On} {}
  /// All lines of the trace.
  string traced() {
    string all;
    for (const string& line : bench.trace.lines) all += line + "\n";
    return all;
  }
};

TEST_F(TracedAuth, B092_TheTraceHoldsNoSecret) {
  offered()
      .hears("AUTH PLAIN " + message)
      .says({"535-5.7.8 refused: " + message, "535 5.7.8 secret"})
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  bench.rest();
  for (const string& secret : {message, string("secret"), base64("secret"), base64("pump")}) {
    EXPECT_EQ(traced().find(secret), string::npos) << traced();
  }
  EXPECT_NE(traced().find("EHLO client.example"), string::npos) << traced();
}

TEST_F(TracedAuth, B092_NorThatOfLogin) {
  bench.relay.login->mechanisms = login_only;
  offered()
      .hears("AUTH LOGIN")
      .says("334 " + base64("Your name, not pump:"))
      .hears(base64("pump"))
      .says("334 " + base64("pump"))
      .hears(base64("secret"))
      .says("235 hello " + base64("secret"))
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  for (const string& secret : {string("secret"), base64("secret"), base64("pump")}) {
    EXPECT_EQ(traced().find(secret), string::npos) << traced();
  }
  EXPECT_NE(traced().find("MAIL FROM:<node7@plant.example>"), string::npos) << traced();
  EXPECT_EQ(traced().find("Dry run"), string::npos) << traced();
}

}  // namespace
}  // namespace postino::test
