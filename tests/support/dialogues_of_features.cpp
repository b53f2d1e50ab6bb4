// SPDX-License-Identifier: MIT
#include <algorithm>

#include "postino/oauth.hpp"
#include "support/base64.hpp"
#include "support/dialogues.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using F = Features;
using std::string;

constexpr const Mechanism* token_only[] = {&sasl::oauth_bearer};
constexpr Recipient pair[] = {{"a@plant.example"}, {"b@plant.example"}};
const string plain_message = base64(string("\0pump\0secret", 12));

ScriptedServer& offers_login(AnyBench& bench, std::string_view offer = "AUTH LOGIN PLAIN") {
  bench.relay.login = credentials;
  return bench.server.greets_and_offers({offer});
}

void plain_in_steps(AnyBench& bench) {
  offers_login(bench).hears("AUTH PLAIN").says("334 ").hears(plain_message).says("235 ok");
  bench.server.takes_mail().parts();
}

void wrong_password(AnyBench& bench) {
  bench.relay.login = credentials;
  bench.relay.login->mechanisms = login_only;
  bench.server.greets_and_offers({"AUTH LOGIN"}).hears("AUTH LOGIN").says("334 ").hears("{}");
  bench.server.says("334 ").hears("{}").says("535 no").parts();
}

void no_login(AnyBench& bench) { offers_login(bench, "8BITMIME").hears_the_end(); }
void other_login(AnyBench& bench) { offers_login(bench, "AUTH X-OTHER").hears_the_end(); }

void token(AnyBench& bench) {
  bench.relay.login = credentials;
  bench.relay.login->token = "t0ken";
  bench.relay.login->mechanisms = token_only;
}

void from_the_first(AnyBench& bench) {
  bench.relay.security = Security::Tls;
  bench.server.starts_tls().greets_and_offers({"SIZE"}).takes_mail().parts();
}

void behind_starttls(AnyBench& bench) {
  bench.relay.security = Security::StartTls;
  bench.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS").says("220 go").starts_tls();
  bench.server.offers({"AUTH LOGIN"}).takes_mail().parts();
}

void stripped(AnyBench& bench) {
  bench.relay.security = Security::StartTls;
  bench.server.greets_and_offers({"AUTH PLAIN"}).hears_the_end();
}

void opportunistic(AnyBench& bench) {
  bench.relay.security = Security::Opportunistic;
  bench.server.greets_and_offers({"SIZE"}).takes_mail().parts();
}

void wants_starttls(AnyBench& bench) { bench.relay.security = Security::StartTls; }
void wants_clear(AnyBench& bench) { bench.relay.security = Security::None; }
void no_address(AnyBench& bench) { bench.mail.to = "ops at plant"; }
void no_domain(AnyBench& bench) { bench.mail.to = "ops@"; }
void a_word(AnyBench& bench) {
  bench.mail.to = "ops@";
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT TO:<ops@>");
  bench.server.says("550 no such").parts();
}
void unknown_ehlo(AnyBench& bench) {
  bench.server.greets().hears("EHLO client.example").says("502 what?").may_part();
}
void literal(AnyBench& bench) {
  bench.relay.ehlo_name = {};
  bench.server.greets().hears("EHLO [192.0.2.7]").says("250 x").takes_mail().parts();
}
void nameless(AnyBench& bench) { bench.relay.ehlo_name = {}; }

/// The script of a mail whose MAIL is as it is said here.
void said_as(AnyBench& bench, std::string_view mail, std::string_view recipient = "RCPT {}") {
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8", "SIZE 100"}).hears(mail);
  bench.server.says("250 ok").hears(recipient).says("250 ok").hears("DATA").says("354 go");
  bench.server.hears_mail().says("250 ok").parts();
}
void sized(AnyBench& bench) { said_as(bench, "MAIL FROM:<node7@plant.example> SIZE=29"); }
void unsized(AnyBench& bench) { said_as(bench, "MAIL FROM:<node7@plant.example>"); }
void too_large(AnyBench& bench) { bench.server.greets_and_offers({"SIZE 20"}).parts(); }
void beyond_ascii(AnyBench& bench) {
  bench.mail.to = "p\xc3\xbcmp@plant.example";
  said_as(bench, "MAIL FROM:<node7@plant.example>{} SMTPUTF8",
          "RCPT TO:<p\xc3\xbcmp@plant.example>");
}
void umlaut(AnyBench& bench) { bench.mail.to = "p\xc3\xbcmp@plant.example"; }
void eight_bit(AnyBench& bench) {
  bench.mail.text = "Subject: Pump\r\n\r\nTr\xc3\xb6pfelt.\r\n";
  said_as(bench, "MAIL FROM:<node7@plant.example>{} BODY=8BITMIME");
}

void chunk(AnyBench& bench) {
  bench.relay.extensions = chunking;
  bench.server.greets_and_offers({"CHUNKING"}).hears("MAIL {}").says("250 ok");
  bench.server.hears("RCPT {}").says("250 ok").hears({"BDAT 29 LAST", "Subject: Pump 3", ""});
  bench.server.hears("Dry run.").says("250 queued").parts();
}
void chunked(AnyBench& bench) { bench.relay.extensions = chunking; }

void to_a_store(AnyBench& bench) {
  bench.relay.lmtp = &lmtp;
  bench.relay.port = 24;
  bench.mail.to = pair;
  bench.server.greets().hears("LHLO client.example").says("250 x").hears("MAIL {}").says("250 ok");
  for (int i = 0; i < 2; ++i) bench.server.hears("RCPT {}").says("250 ok");
  bench.server.hears("DATA").says("354 go").hears_mail().says({"250 a", "550 b"}).parts();
}
void names_lmtp(AnyBench& bench) {
  bench.relay.lmtp = &lmtp;
  bench.relay.port = 24;
}

void in_one_flight(AnyBench& bench) {
  bench.server.greets_and_offers({"PIPELINING"}).hears({"MAIL {}", "RCPT {}", "DATA"});
  bench.server.hears_nothing_for(seconds(1)).says({"250 ok", "250 ok", "354 go"});
  bench.server.hears_mail().says("250 ok").parts();
}
void one_at_a_time(AnyBench& bench) {
  bench.server.greets_and_offers({"PIPELINING"}).hears("MAIL {}").hears_nothing_for(seconds(1));
  bench.server.says("250 ok").hears("RCPT {}").hears_nothing_for(seconds(1)).says("250 ok");
  bench.server.hears("DATA").says("354 go").hears_mail().says("250 ok").parts();
}

void again_in_step(AnyBench& bench) {
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("550 no");
  bench.server.hears("RSET").says("250 ok").takes_mail().parts();
}
void two_mails_one_connection(AnyBench& bench) {
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
}
void two_mails_two_connections(AnyBench& bench) {
  bench.server.greets_and_offers().takes_mail().parts().next_connection();
  if (bench.relay.security == Security::Tls) bench.server.starts_tls();
  bench.server.greets_and_offers().takes_mail().parts();
}
void across_mails(AnyBench& bench) {
  bench.relay.pipelining = Pipelining::AcrossMails;
  bench.server.greets_and_offers({"PIPELINING"}).hears({"MAIL {}", "RCPT {}", "DATA"});
  bench.server.says({"250 ok", "250 ok", "354 go"}).hears(mail_lines);
  bench.server.hears({"MAIL {}", "RCPT {}", "DATA"}).hears_nothing_for(seconds(1));
  bench.server.says({"250 ok", "250 ok", "250 ok", "354 go"}).hears_mail().says("250 ok").parts();
}

// Ways to fail that are the same for all.
void greeted_by_554(AnyBench& bench) { bench.server.says("554 no").may_part(); }
void greeted_by_235(AnyBench& bench) { bench.server.says("235 welcome"); }
void no_reply_at_all(AnyBench& bench) { bench.server.sends("HTTP/1.1 400 Bad Request\r\n"); }
void ehlo_450(AnyBench& bench) { bench.server.greets().hears("EHLO {}").says("450 no").may_part(); }
void mail_552(AnyBench& bench) {
  bench.server.greets_and_offers().hears("MAIL {}").says("552 no").parts();
}
void some_refused(AnyBench& bench) {
  bench.mail.to = three;
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("550 no");
  bench.server.hears("RCPT {}").says("250 ok").hears("RCPT {}").says("450 later");
  bench.server.hears("DATA").says("354 go").hears_mail(AnyBench::letter).says("250 ok").parts();
}
void all_refused(AnyBench& bench) {
  bench.mail.to = pair;
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("550 no");
  bench.server.hears("RCPT {}").says("451 later").parts();
}
void data_451(AnyBench& bench) {
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("250 ok");
  bench.server.hears("DATA").says("451 no").parts();
}
void end_554(AnyBench& bench) {
  bench.server.greets_and_offers().takes_envelope().hears_mail().says("554 no").parts();
}
void end_421(AnyBench& bench) {
  bench.server.greets_and_offers().takes_envelope().hears_mail().says("421 bye").closes();
  bench.server.may_part();
}
void closed_in_the_end(AnyBench& bench) {
  bench.server.greets_and_offers().takes_envelope().hears_mail().closes();
}
void silent_in_the_end(AnyBench& bench) {
  bench.server.greets_and_offers().takes_envelope().hears_mail();
}
void early(AnyBench& bench) { bench.server.sends("220 x\r\n250 x\r\n"); }
void nobody(AnyBench& bench) { bench.mail.to = {}; }

using List = std::vector<Dialogue>;

List of_logins() {
  return {
      {"PlainInSteps", plain_in_steps, {"Accepted"}, {}, {&F::mechanisms}},
      {"WrongPassword", wrong_password, {"Rejected: LoginRejected 535"}},
      {"NoLogin", no_login, {"Unsafe: AuthNotOffered"}},
      {"OtherLogin", other_login, {"Unsafe: MechanismNotAllowed"}},
      {"Token", token, {"InvalidArgument: NotForThisClient in Mechanisms"}, {}, {&F::mechanisms}},
      {"FromTheFirst", from_the_first, {"Accepted"}, {&F::tls}},
      {"BehindStartTls", behind_starttls, {"Accepted"}, {&F::tls}},
      {"Stripped", stripped, {"Unsafe: StartTlsNotOffered"}, {&F::tls}},
      {"Opportunistic", opportunistic, {"Accepted"}, {&F::tls, &F::in_clear}},
      {"NoTls", wants_starttls, {"InvalidArgument: TlsUnavailable in Security"}, {}, {&F::tls}},
      {"NotInClear",
       wants_clear,
       {"InvalidArgument: NotForThisClient in Security"},
       {&F::tls},
       {&F::in_clear}},
  };
}

List of_arguments() {
  return {
      {"Nobody", nobody, {"InvalidArgument: NoRecipient in To"}},
      {"NoAddress", no_address, {"InvalidArgument: InvalidAddress in To"}},
      {"NoDomain", no_domain, {"InvalidArgument: InvalidAddress in To"}, {&F::grammar}},
      {"AWord", a_word, {"Rejected: AllRecipients 550"}, {}, {&F::grammar}},
      {"UnknownEhlo", unknown_ehlo, {"Deferred: NegativeReply 502"}, {}, {&F::helo}},
      {"Literal", literal, {"Accepted"}, {&F::literal, &F::grammar}},
      {"Nameless", nameless, {"InvalidArgument: NotForThisClient in EhloName"}, {}, {&F::literal}},
      {"Sized", sized, {"Accepted"}, {&F::size}},
      {"TooLarge", too_large, {"Rejected: SizeExceeded"}, {&F::size}},
      {"Unsized", unsized, {"Accepted"}, {}, {&F::size}},
      {"BeyondAscii", beyond_ascii, {"Accepted"}, {&F::utf8, &F::grammar}},
      {"AsciiOnly",
       umlaut,
       {"InvalidArgument: NotForThisClient in None"},
       {&F::grammar},
       {&F::utf8}},
      {"WordsOnly", umlaut, {"InvalidArgument: InvalidAddress in To"}, {}, {&F::grammar}},
      {"EightBit", eight_bit, {"Accepted"}},
      {"Chunk", chunk, {"Accepted"}, {&F::extensions}},
      {"NoExtensions",
       chunked,
       {"InvalidArgument: NotForThisClient in Extensions"},
       {},
       {&F::extensions}},
      {"ToAStore", to_a_store, {"Accepted"}, {&F::lmtp}},
      {"NoLmtp", names_lmtp, {"InvalidArgument: NotForThisClient in Lmtp"}, {}, {&F::lmtp}},
  };
}

List of_flights() {
  return {
      {"InOneFlight", in_one_flight, {"Accepted"}, {&F::pipelining}},
      {"OneAtATime", one_at_a_time, {"Accepted"}, {}, {&F::pipelining}},
      {"RefusedAndAgainInStep",
       again_in_step,
       {"Rejected: AllRecipients 550", "Accepted"},
       {&F::reuse}},
      {"TwoMails", two_mails_one_connection, {"Accepted", "Accepted"}, {&F::reuse}},
      {"TwoConnections", two_mails_two_connections, {"Accepted", "Accepted"}, {}, {&F::reuse}},
      {"Queued", two_mails_one_connection, {"Accepted", "Accepted"}, {&F::queue}, {}, true},
      {"AcrossMails",
       across_mails,
       {"Accepted", "Accepted"},
       {&F::queue, &F::pipelining},
       {},
       true},
  };
}

List of_failures() {
  return {
      {"GreetedBy554", greeted_by_554, {"Deferred: NegativeReply 554"}},
      {"GreetedBy235", greeted_by_235, {"Unsafe: UnexpectedReply 235"}},
      {"NoReplyAtAll", no_reply_at_all, {"Deferred: MalformedReply"}},
      {"Ehlo450", ehlo_450, {"Deferred: NegativeReply 450"}},
      {"Mail552", mail_552, {"Rejected: NegativeReply 552"}},
      {"SomeRefused", some_refused, {"Accepted"}},
      {"AllRefused", all_refused, {"Deferred: AllRecipients 451"}},
      {"Data451", data_451, {"Deferred: NegativeReply 451"}},
      {"End554", end_554, {"Rejected: NegativeReply 554"}},
      {"End421", end_421, {"Deferred: ServiceClosing 421"}},
      {"ClosedInTheEnd", closed_in_the_end, {"Unknown: ConnectionLost"}},
      {"SilentInTheEnd", silent_in_the_end, {"Unknown: Timeout"}},
      {"Early", early, {"Deferred: EarlyReply"}},
  };
}

}  // namespace

std::span<const Dialogue> dialogues_of_features() {
  static const List all = [] {
    List list = of_logins();
    for (const List& more : {of_arguments(), of_flights(), of_failures()}) {
      list.insert(list.end(), more.begin(), more.end());
    }
    return list;
  }();
  return all;
}

}  // namespace postino::test
