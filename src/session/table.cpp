// SPDX-License-Identifier: MIT
// RFC 5321 4.1.4 (order of commands), 4.3.2 (codes), 4.5.3.2 (timeouts); RFC 3207 4.2 (EHLO again
// behind TLS); RFC 4954 4; RFC 2920 3.1 (which commands end a group); RFC 3030 4.2 (BDAT).
#include "session/table.hpp"

namespace postino::detail {
namespace {

constexpr Phase after_connect(const Facts& facts) {
  return facts.implicit_tls ? Phase::ImplicitTls : Phase::Greeting;
}
constexpr Phase after_implicit_tls(const Facts&) { return Phase::Greeting; }
constexpr Phase after_greeting(const Facts&) { return Phase::Ehlo; }

constexpr Phase after_ehlo(const Facts& facts) {
  if (facts.negative) return Phase::Helo;
  if (facts.starttls_due) return Phase::StartTls;
  return facts.login_due ? Phase::Auth : Phase::MailFrom;
}
constexpr Phase after_helo(const Facts&) { return Phase::MailFrom; }
constexpr Phase after_starttls(const Facts&) { return Phase::Handshake; }
constexpr Phase after_handshake(const Facts&) { return Phase::Ehlo; }

constexpr Phase after_auth_response(const Facts& facts) {
  if (facts.challenged) return Phase::AuthResponse;
  return facts.negative ? Phase::Quit : Phase::MailFrom;
}
constexpr Phase after_auth(const Facts& facts) {
  return facts.retry_auth ? Phase::Auth : after_auth_response(facts);
}
/// A message that the server's offer forbids is given up, as after a refused MAIL.
constexpr Phase after_rset(const Facts& facts) {
  return facts.negative ? Phase::Done : Phase::MailFrom;
}
constexpr Phase after_mail_from(const Facts& facts) {
  return facts.negative ? Phase::Done : Phase::RcptTo;
}
constexpr Phase after_rcpt_to(const Facts& facts) {
  if (facts.more_recipients) return Phase::RcptTo;
  if (!facts.deliverable) return Phase::Done;
  if (!facts.chunking) return Phase::Data;
  return facts.chunk_due ? Phase::Chunk : Phase::EndOfData;
}
/// A server that wants a mail although it refused every recipient gets a lone dot.
constexpr Phase after_data(const Facts& facts) {
  if (facts.negative) return Phase::Done;
  return facts.deliverable ? Phase::Content : Phase::EndOfData;
}
constexpr Phase after_content(const Facts&) { return Phase::EndOfData; }
/// RFC 3030 2: behind a refused chunk nothing of the mail follows.
constexpr Phase after_chunk(const Facts& facts) {
  if (!facts.deliverable) return Phase::Done;
  return facts.chunk_due ? Phase::Chunk : Phase::EndOfData;
}
constexpr Phase after_end_of_data(const Facts&) { return Phase::Done; }
constexpr Phase after_done(const Facts& facts) {
  if (facts.exhausted) return Phase::Quit;
  return facts.rset_due ? Phase::Rset : Phase::MailFrom;
}
constexpr Phase after_quit(const Facts&) { return Phase::Idle; }

constexpr Row rows[] = {
    // clang-format off
    // phase               does             accepts says           deadline                next
    {Phase::Idle,         Does::Nothing,   0,      "",            &Timeouts::session,     after_quit},
    {Phase::Connect,      Does::Connect,   0,      "",            &Timeouts::connect,     after_connect},
    {Phase::ImplicitTls,  Does::Handshake, 0,      "",            &Timeouts::handshake,   after_implicit_tls},
    {Phase::Greeting,     Does::Nothing,   220,    "",            &Timeouts::greeting,    after_greeting},
    {Phase::Ehlo,         Does::Ask,       250,    "EHLO ",       &Timeouts::command,     after_ehlo},
    {Phase::Helo,         Does::Ask,       2,      "HELO ",       &Timeouts::command,     after_helo},
    {Phase::StartTls,     Does::Ask,       220,    "STARTTLS",    &Timeouts::command,     after_starttls},
    {Phase::Handshake,    Does::Handshake, 0,      "",            &Timeouts::handshake,   after_handshake},
    {Phase::Auth,         Does::Ask,       2,      "AUTH ",       &Timeouts::auth,        after_auth},
    {Phase::AuthResponse, Does::Ask,       2,      "",            &Timeouts::auth,        after_auth_response},
    {Phase::Rset,         Does::AskAhead,  2,      "RSET",        &Timeouts::command,     after_rset},
    {Phase::MailFrom,     Does::AskAhead,  2,      "MAIL FROM:<", &Timeouts::command,     after_mail_from},
    {Phase::RcptTo,       Does::AskAhead,  2,      "RCPT TO:<",   &Timeouts::command,     after_rcpt_to},
    {Phase::Data,         Does::Ask,       3,      "DATA",        &Timeouts::data,        after_data},
    {Phase::Content,      Does::Content,   0,      "",            &Timeouts::block,       after_content},
    {Phase::Chunk,        Does::AskAhead,  2,      "",            &Timeouts::block,       after_chunk},
    {Phase::EndOfData,    Does::Ask,       2,      "",            &Timeouts::end_of_data, after_end_of_data},
    {Phase::Done,         Does::Nothing,   0,      "",            &Timeouts::session,     after_done},
    {Phase::Quit,         Does::Ask,       2,      "QUIT",        &Timeouts::quit,        after_quit},
    // clang-format on
};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
    if (rows[i].phase != static_cast<Phase>(i)) return false;
  }
  return true;
}
static_assert(rows_are_in_order());

}  // namespace

const Row& row_of(Phase phase) { return rows[static_cast<std::uint8_t>(phase)]; }

}  // namespace postino::detail
