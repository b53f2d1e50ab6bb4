// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.1, RFC 1870, RFC 4954 3: what the server offers, and what is made of it.
#include <gtest/gtest.h>

#include <string>

#include "postino/config.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

/// A mail to a server whose answer to EHLO is `reply`, and who hears no more than that.
Sent when_answered(const string& reply, Security security = Security::None) {
  Bench bench;
  bench.relay.security = security;
  bench.server.greets().hears("EHLO client.example").sends(reply).may_part();
  return bench.send();
}

/// The mechanism used at a server that offers `line`.
string mechanism_at(const string& line, std::span<const Mechanism* const> allowed) {
  Bench bench;
  bench.relay.login = credentials;
  bench.relay.login->mechanisms = allowed;
  bench.server.greets()
      .hears("EHLO client.example")
      .sends("250-mail.example\r\n250-" + line + "\r\n250 HELP\r\n")
      .hears("AUTH {}")
      .says("535 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  const string said = bench.wire.in_clear();
  const std::size_t at = said.find("AUTH ") + 5;
  return said.substr(at, said.find_first_of(" \r", at) - at);
}

/// The MAIL command to a server that offers `capability`.
string mail_command_with(std::string_view capability) {
  Bench bench;
  bench.server.greets_and_offers({capability}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted") << capability;
  const string said = bench.wire.in_clear();
  const std::size_t at = said.find("MAIL");
  return said.substr(at, said.find('\r', at) - at);
}

TEST(Ehlo, B020_ABareCodeOffersNothing) {
  Bench bench;
  bench.server.greets()
      .hears("EHLO client.example")
      .sends("250\r\n")
      .hears("MAIL FROM:<node7@plant.example>")
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail(Bench::letter)
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Ehlo, B021_AServerThatDoesNotKnowItIsGreetedInTheOldWay) {
  for (const char* reply : {"500 what?", "502 5.5.1 not here", "550 go away"}) {
    Bench bench;
    bench.server.greets()
        .hears("EHLO client.example")
        .says(reply)
        .hears("HELO client.example")
        .says("250 mail.example")
        .takes_mail()
        .parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << reply;
  }
}

/// A server that has looked through its extensions before it refuses.
TEST(Ehlo, K09_TheLinesOfARefusalOfferNothing) {
  Bench bench;
  bench.relay.extensions = chunking;
  bench.mail.to = three;
  bench.server.greets().hears("EHLO {}").says(
      {"550-mail.example", "550-PIPELINING", "550-CHUNKING", "550-SIZE 10", "550 8BITMIME"});
  bench.server.hears("HELO {}").says({"250-mail.example", "250-PIPELINING", "250 SIZE 10"});
  bench.server.hears("MAIL FROM:<node7@plant.example>").hears_nothing_for(seconds(1));
  bench.server.says("250 ok");
  for (int i = 0; i < 3; ++i) {
    bench.server.hears("RCPT {}").hears_nothing_for(seconds(1)).says("250 ok");
  }
  bench.server.hears("DATA").says("354 go").hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Ehlo, K09_NorDoTheySayThatTextOf8BitMayGo) {
  Bench bench;
  bench.mail.text = "Subject: x\r\n\r\nl\xc3\xa4uft\r\n";
  bench.server.greets().hears("EHLO {}").says({"502-mail.example", "502 8BITMIME"});
  bench.server.hears("HELO {}").says("250 mail.example").hears("MAIL FROM:<node7@plant.example>");
  bench.server.says("250 ok").hears("RCPT {}").says("250 ok").hears("DATA").says("354 go");
  bench.server.hears_whatever();
  bench.server.may_be_cut_short = true;
  EXPECT_EQ(bench.send().what(), "Rejected: InvalidContent");
}

TEST(Ehlo, B021_NotWhenTlsIsRequired) {
  for (const char* reply : {"500 what?\r\n", "502 what?\r\n"}) {
    EXPECT_EQ(when_answered(reply, Security::StartTls).what(), "Unsafe: StartTlsNotOffered");
  }
}

TEST(Ehlo, B021_NotWhenALoginIsSet) {
  for (const char* reply : {"500 what?", "502 what?"}) {
    Bench bench;
    bench.relay.login = credentials;
    bench.server.greets().hears("EHLO client.example").says(reply).may_part();
    EXPECT_EQ(bench.send().what(), "Unsafe: AuthNotOffered");
  }
}

/// What becomes of a mail whose EHLO is refused, in clear or under TLS.
Sent when_refused(Security security, bool login, bool secured, std::string_view code) {
  Bench bench;
  bench.relay.security = security;
  if (login) bench.relay.login = credentials;
  if (security == Security::Tls) bench.server.starts_tls();
  bench.server.greets();
  if (security != Security::Tls && secured) {
    bench.server.offers({"STARTTLS"}).hears("STARTTLS").says("220 go").starts_tls();
  }
  bench.server.hears("EHLO {}").says(string{code} + " 5.5.1 not you").may_part();
  const Sent sent = bench.send();
  const string said = bench.wire.in_clear() + bench.wire.under_tls();
  EXPECT_EQ(said.find("HELO"), string::npos);
  EXPECT_EQ(said.find("MAIL"), string::npos);
  EXPECT_EQ(sent.error.code, std::stoi(string{code}));
  EXPECT_EQ(sent.text, "5.5.1 not you");
  return sent;
}

constexpr const char* codes_of_the_unknown[] = {"500", "502", "504"};
constexpr const char* codes_about_us[] = {"501", "503", "521", "550", "554"};

TEST(Ehlo, K29_WhereTlsIsRequiredAnUnknownOneIsUnsafe) {
  for (const bool login : {false, true}) {
    for (const char* code : codes_of_the_unknown) {
      EXPECT_EQ(when_refused(Security::StartTls, login, false, code).what(),
                "Unsafe: StartTlsNotOffered");
    }
  }
}

TEST(Ehlo, K29_ARefusalOfOurNameIsNoMissingStartTls) {
  for (const bool login : {false, true}) {
    for (const char* code : codes_about_us) {
      EXPECT_EQ(when_refused(Security::StartTls, login, false, code).what_and_where(),
                string{"Deferred: NegativeReply "} + code + " in Ehlo");
    }
  }
}

TEST(Ehlo, K29_NorAMissingLogin) {
  for (const Security security : {Security::None, Security::Opportunistic, Security::Tls}) {
    for (const char* code : codes_about_us) {
      EXPECT_EQ(when_refused(security, true, security == Security::Tls, code).what(),
                string{"Deferred: NegativeReply "} + code);
    }
  }
}

TEST(Ehlo, K29_OpportunisticAndUnknownTheCredentialsStayHome) {
  for (const char* code : codes_of_the_unknown) {
    EXPECT_EQ(when_refused(Security::Opportunistic, true, false, code).what(),
              "Deferred: AuthNotOffered");
    EXPECT_EQ(when_refused(Security::None, true, false, code).what(), "Unsafe: AuthNotOffered");
  }
}

TEST(Ehlo, K29_UnderTlsItIsTheLoginThatIsNotOffered) {
  for (const Security security : {Security::StartTls, Security::Opportunistic, Security::Tls}) {
    for (const char* code : codes_of_the_unknown) {
      EXPECT_EQ(when_refused(security, true, true, code).what(), "Unsafe: AuthNotOffered");
    }
    for (const char* code : codes_about_us) {
      EXPECT_EQ(when_refused(security, true, true, code).what(),
                string{"Deferred: NegativeReply "} + code);
    }
  }
}

TEST(Ehlo, K29_UnderTlsAndWithoutALoginHeloFollows) {
  for (const Security security : {Security::StartTls, Security::Opportunistic, Security::Tls}) {
    for (const char* code : {"500", "502", "504", "501", "550"}) {
      Bench bench;
      bench.relay.security = security;
      if (security == Security::Tls) bench.server.starts_tls();
      bench.server.greets();
      if (security != Security::Tls) {
        bench.server.offers({"STARTTLS"}).hears("STARTTLS").says("220 go").starts_tls();
      }
      bench.server.hears("EHLO {}").says(string{code} + " no").hears("HELO client.example");
      bench.server.says("250 mail.example").takes_mail().parts();
      EXPECT_EQ(bench.send().what(), "Accepted") << code;
    }
  }
}

TEST(Ehlo, ARefusedHeloEndsTheSession) {
  Bench bench;
  bench.server.greets()
      .hears("EHLO client.example")
      .says("500 what?")
      .hears("HELO client.example")
      .says("501 no such host")
      .may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.outcome, Outcome::Deferred);
  EXPECT_EQ(sent.error.fault, Fault::NegativeReply);
  EXPECT_EQ(sent.error.phase, Phase::Helo);
}

TEST(Ehlo, B022_LinesWithDifferentCodesAreNoReply) {
  EXPECT_EQ(when_answered("550-x\r\n250 y\r\n").what_and_where(),
            "Deferred: MalformedReply in Ehlo");
  EXPECT_EQ(when_answered("250-x\r\n550 y\r\n").what_and_where(),
            "Deferred: MalformedReply in Ehlo");
}

TEST(Ehlo, B023_SomethingLikeStartTlsIsNotStartTls) {
  for (const char* keyword : {"STARTTLSX", "XSTARTTLS", "STARTTL", "START TLS", "STARTTLS-"}) {
    EXPECT_EQ(
        when_answered(string("250-mail.example\r\n250 ") + keyword + "\r\n", Security::StartTls)
            .what(),
        "Unsafe: StartTlsNotOffered")
        << keyword;
  }
}

TEST(Ehlo, B024_KeywordsHaveNoCase) {
  for (const char* keyword : {"starttls", "StartTls", "STARTTLS"}) {
    Bench bench;
    bench.relay.security = Security::StartTls;
    bench.server.greets_and_offers({keyword})
        .hears("STARTTLS")
        .says("220 go")
        .starts_tls()
        .offers()
        .takes_mail()
        .parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << keyword;
  }
}

TEST(Ehlo, B025_TheFirstLineOffersNothing) {
  EXPECT_EQ(when_answered("250-STARTTLS\r\n250 SIZE 10\r\n", Security::StartTls).what(),
            "Unsafe: StartTlsNotOffered");
  EXPECT_EQ(when_answered("250 STARTTLS\r\n", Security::StartTls).what(),
            "Unsafe: StartTlsNotOffered");
}

TEST(Ehlo, B026_TheOldFormOfAuthIsReadToo) {
  EXPECT_EQ(mechanism_at("AUTH=LOGIN PLAIN", plain_only), "PLAIN");
  EXPECT_EQ(mechanism_at("AUTH=LOGIN PLAIN", login_only), "LOGIN");
}

TEST(Ehlo, B026_BothFormsTogetherAreOneList) {
  EXPECT_EQ(mechanism_at("AUTH=LOGIN\r\n250-AUTH PLAIN", login_only), "LOGIN");
  EXPECT_EQ(mechanism_at("AUTH=LOGIN\r\n250-AUTH PLAIN", plain_only), "PLAIN");
  EXPECT_EQ(mechanism_at("AUTH PLAIN\r\n250-AUTH=PLAIN", plain_only), "PLAIN");
}

TEST(Ehlo, B027_MechanismsAreSeparatedByAnyBlanks) {
  EXPECT_EQ(mechanism_at("AUTH  PLAIN\tLOGIN", plain_only), "PLAIN");
  EXPECT_EQ(mechanism_at("AUTH  PLAIN\tLOGIN", login_only), "LOGIN");
  EXPECT_EQ(mechanism_at("AUTH plain Login ", login_only), "LOGIN");
}

TEST(Ehlo, B028_SomethingLikePlainIsNotPlain) {
  for (const char* line : {"AUTH XPLAINX", "AUTH PLAIN-CLIENTTOKEN", "AUTH XPLAIN PLAI", "AUTH "}) {
    Bench bench;
    bench.relay.login = credentials;
    bench.server.greets_and_offers({line});
    EXPECT_EQ(bench.send().what(), "Unsafe: MechanismNotAllowed") << line;
  }
}

TEST(Ehlo, B029_ALongListOfMechanismsIsReadToItsEnd) {
  const string long_list = "AUTH " + string(140, 'X') + " " + string(140, 'Y') + " LOGIN";
  EXPECT_EQ(mechanism_at(long_list, login_only), "LOGIN");
  EXPECT_EQ(mechanism_at("AUTH PLAIN " + string(290, 'Z'), plain_only), "PLAIN");
}

TEST(Ehlo, B030_AThousandLinesAreTooMany) {
  string reply;
  for (int i = 0; i < 1000; ++i) reply += "250-X\r\n";
  EXPECT_EQ(when_answered(reply + "250 X\r\n").what_and_where(),
            "Deferred: ReplyTooManyLines in Ehlo");
}

/// `count` lines of an offer, of which the last one is `last`.
string offer_of_lines(std::size_t count, const string& last) {
  string reply = "250-mail.example\r\n";
  for (std::size_t i = 2; i < count; ++i) reply += "250-X-" + std::to_string(i) + "\r\n";
  return reply + "250 " + last + "\r\n";
}

TEST(Ehlo, K21_AnOfferMayHaveMoreLinesThanAnyOtherReply) {
  static_assert(config::max_ehlo_lines == 512 && config::max_reply_lines == 128);
  for (const std::size_t count : {200U, 511U, 512U}) {
    Bench bench;
    bench.server.greets()
        .hears("EHLO client.example")
        .sends(offer_of_lines(count, "SIZE 1000"))
        .takes_mail()
        .parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << count;
    EXPECT_NE(bench.wire.in_clear().find(" SIZE=29\r\n"), string::npos) << count;
  }
  EXPECT_EQ(when_answered(offer_of_lines(513, "SIZE 1000")).what_and_where(),
            "Deferred: ReplyTooManyLines in Ehlo");
}

TEST(Ehlo, K21_HeloIsAnsweredInFewLines) {
  for (const std::size_t count : {128U, 129U}) {
    Bench bench;
    bench.server.greets()
        .hears("EHLO client.example")
        .says("500 what?")
        .hears("HELO client.example")
        .sends(offer_of_lines(count, "ok"));
    if (count == 128) bench.server.takes_mail();
    bench.server.may_part();
    EXPECT_EQ(bench.send().what_and_where(),
              count == 128 ? "Accepted in EndOfData" : "Deferred: ReplyTooManyLines in Helo");
  }
}

TEST(Ehlo, B031_ASizeOfZeroIsNoLimit) {
  EXPECT_EQ(mail_command_with("SIZE 0"), "MAIL FROM:<node7@plant.example> SIZE=29");
}

TEST(Ehlo, B032_ASizeThatIsNoNumberIsNoLimit) {
  for (const char* size : {"SIZE", "SIZE ", "SIZE -1", "SIZE 99999999999999999999", "SIZE abc"}) {
    EXPECT_EQ(mail_command_with(size).substr(0, 31), "MAIL FROM:<node7@plant.example>") << size;
  }
}

TEST(Ehlo, B033_OfTwoSizesTheSmallerCounts) {
  for (const auto& [first, second] :
       {std::pair{"SIZE 10", "SIZE 100000"}, std::pair{"SIZE 100000", "SIZE 10"},
        std::pair{"SIZE 10", "SIZE 0"}}) {
    Bench bench;
    bench.server.greets_and_offers({first, second}).may_part();
    EXPECT_EQ(bench.send().what(), "Rejected: SizeExceeded") << first << second;
  }
}

TEST(Ehlo, B034_WithoutEightBitMimeA8BitTextIsEncoded) {
  Bench bench;
  bench.mail.text = "Pumpe l\xc3\xa4uft trocken\r\n";
  bench.server.greets_and_offers({"SIZE 1000000"}).takes_mail().parts();
  EXPECT_EQ(bench.send(bench.mail, text_mail).what(), "Accepted");
  const string& arrived = bench.server.mails().at(0).text;
  for (const char octet : arrived) ASSERT_LT(static_cast<unsigned char>(octet), 0x80);
  EXPECT_NE(arrived.find("Pumpe l=C3=A4uft trocken"), string::npos) << arrived;
  EXPECT_EQ(bench.wire.in_clear().find("BODY="), string::npos);
}

TEST(Ehlo, B034_WithEightBitMimeItGoesAsItIs) {
  Bench bench;
  bench.mail.text = "Pumpe l\xc3\xa4uft trocken\r\n";
  bench.server.greets_and_offers({"8BITMIME"}).takes_mail().parts();
  EXPECT_EQ(bench.send(bench.mail, text_mail).what(), "Accepted");
  EXPECT_NE(bench.server.mails().at(0).text.find("l\xc3\xa4uft"), string::npos);
  EXPECT_NE(bench.wire.in_clear().find("MAIL FROM:<node7@plant.example> BODY=8BITMIME\r\n"),
            string::npos);
}

TEST(Ehlo, B034_ARawMailCanNotBeEncoded) {
  Bench bench;
  bench.mail.text = "Subject: x\r\n\r\nl\xc3\xa4uft\r\n";
  bench.server.greets_and_offers().takes_envelope().hears_whatever();
  bench.server.may_be_cut_short = true;
  bench.relay.timeouts = netx_timeouts;
  EXPECT_EQ(bench.send().what(), "Rejected: InvalidContent");
}

TEST(Ehlo, B037_A221IsNoAnswer) {
  EXPECT_EQ(when_answered("221 bye\r\n").what_and_where(), "Deferred: UnexpectedReply 221 in Ehlo");
}

TEST(Ehlo, Exactly250IsWanted) {
  EXPECT_EQ(when_answered("251 x\r\n").what(), "Deferred: UnexpectedReply 251");
  EXPECT_EQ(when_answered("354 x\r\n").what(), "Deferred: UnexpectedReply 354");
}

TEST(Ehlo, A4yzIsDeferredAndNoReasonForHelo) {
  EXPECT_EQ(when_answered("451 later\r\n").what_and_where(), "Deferred: NegativeReply 451 in Ehlo");
  EXPECT_EQ(when_answered("421 later\r\n").what_and_where(),
            "Deferred: ServiceClosing 421 in Ehlo");
}

TEST(Ehlo, UnknownLinesAreTolerated) {
  Bench bench;
  bench.server
      .greets_and_offers(
          {"8 BITMIME", "X-EXPS GSSAPI NTLM", "", "XSIZE 3", "\xff\x01", "PIPELINING", "AUTH"})
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Ehlo, WeAreTheLiteralOfTheLocalEndUnlessTheUserSaysOtherwise) {
  for (const auto& [local, literal] : {std::pair{"192.0.2.7", "EHLO [192.0.2.7]"},
                                       std::pair{"2001:db8::7", "EHLO [IPv6:2001:db8::7]"}}) {
    Bench bench;
    bench.relay.ehlo_name = {};
    bench.wire.behaviour.local_address = local;
    bench.server.greets().hears(literal).says("250 mail.example").takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << local;
  }
}

TEST(Ehlo, HeloSaysTheLiteralOfTheLocalEndToo) {
  Bench bench;
  bench.relay.ehlo_name = {};
  bench.server.greets()
      .hears("EHLO [192.0.2.7]")
      .says("500 what?")
      .hears("HELO [192.0.2.7]")
      .says("250 mail.example")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Ehlo, K10_WithoutALocalAddressTheLiteralIsNotEmpty) {
  for (const char* unknown_command : {"", "HELO [127.0.0.1]"}) {
    Bench bench;
    bench.relay.ehlo_name = {};
    bench.wire.behaviour.local_address = "";
    bench.server.greets().hears("EHLO [127.0.0.1]");
    if (*unknown_command != 0) bench.server.says("500 what?").hears(unknown_command);
    bench.server.says("250 mail.example").takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << unknown_command;
  }
}

TEST(Ehlo, B135_WithoutANameTheLiteralIsSaidAndABadOneIsInvalid) {
  for (const char* bad : {"pump 3", "p\xc3\xbcmp", "pump\r\nMAIL FROM:<x@y.example>"}) {
    Bench bench;
    bench.relay.ehlo_name = bad;
    const Sent sent = bench.send();
    EXPECT_EQ(sent.outcome, Outcome::InvalidArgument) << bad;
    EXPECT_EQ(sent.error.field, Field::EhloName) << bad;
    EXPECT_EQ(bench.wire.connections(), 0U);
  }
}

TEST(Ehlo, AnAddressLiteralIsAGoodNameToo) {
  Bench bench;
  bench.relay.ehlo_name = "[IPv6:2001:db8::9]";
  bench.server.greets()
      .hears("EHLO [IPv6:2001:db8::9]")
      .says("250 mail.example")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
