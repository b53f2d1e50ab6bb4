// SPDX-License-Identifier: MIT
// RFC 5321 4.1.4 (order of commands), 4.3.2 (codes), 4.5.3.2 (timeouts); RFC 3207 4.2 (EHLO again
// after TLS); RFC 4954 4; RFC 2920 3.1 (which commands end a group); RFC 3030 4.2 (BDAT).
#include "session/table.hpp"

#include <cstddef>
#include <cstring>
#include <string_view>

namespace postino::detail {
namespace {

constexpr char commands[] =
    "\0EHLO \0HELO \0STARTTLS\0AUTH \0RSET\0MAIL FROM:<\0RCPT TO:<\0DATA\0QUIT";

consteval std::uint8_t say(std::string_view command) {
  const std::size_t at = std::string_view{commands, sizeof commands}.find(command);
  return static_cast<std::uint8_t>(command.empty() ? 0 : at);
}

#define POSTINO_TIMEOUT(name) offsetof(Timeouts, name) / sizeof(Millis)

/// In the order of Phase.
constexpr Row rows[] = {
    // clang-format off
    /* Idle         */ {Does::Nothing,   0,         Refusal::Connection, 0,                  POSTINO_TIMEOUT(session),     Phase::Idle},
    /* Connect      */ {Does::Connect,   0,         Refusal::Connection, 0,                  POSTINO_TIMEOUT(connect),     Phase::Greeting},
    /* ImplicitTls  */ {Does::Handshake, 0,         Refusal::Connection, 0,                  POSTINO_TIMEOUT(handshake),   Phase::Greeting},
    /* Greeting     */ {Does::Nothing,   only(220), Refusal::Connection, 0,                  POSTINO_TIMEOUT(greeting),    Phase::Ehlo},
    /* Ehlo         */ {Does::Ask,       only(250), Refusal::Greeting,   say("EHLO "),       POSTINO_TIMEOUT(command),     Phase::MailFrom},
    /* Helo         */ {Does::Ask,       only(250), Refusal::Connection, say("HELO "),       POSTINO_TIMEOUT(command),     Phase::MailFrom},
    /* StartTls     */ {Does::Ask,       only(220), Refusal::Unsafe,     say("STARTTLS"),    POSTINO_TIMEOUT(command),     Phase::Handshake},
    /* Handshake    */ {Does::Handshake, 0,         Refusal::Connection, 0,                  POSTINO_TIMEOUT(handshake),   Phase::Ehlo},
    /* Auth         */ {Does::Ask,       only(235), Refusal::Login,      say("AUTH "),       POSTINO_TIMEOUT(auth),        Phase::MailFrom},
    /* AuthResponse */ {Does::Ask,       only(235), Refusal::Login,      0,                  POSTINO_TIMEOUT(auth),        Phase::MailFrom},
    /* Rset         */ {Does::AskAhead,  any_2yz,   Refusal::Connection, say("RSET"),        POSTINO_TIMEOUT(command),     Phase::MailFrom},
    /* MailFrom     */ {Does::AskAhead,  any_2yz,   Refusal::Message,    say("MAIL FROM:<"), POSTINO_TIMEOUT(command),     Phase::RcptTo},
    /* RcptTo       */ {Does::AskAhead,  any_2yz,   Refusal::Recipient,  say("RCPT TO:<"),   POSTINO_TIMEOUT(command),     Phase::Data},
    /* Data         */ {Does::Ask,       only(354), Refusal::Message,    say("DATA"),        POSTINO_TIMEOUT(data),        Phase::Content},
    /* Content      */ {Does::Content,   0,         Refusal::Connection, 0,                  POSTINO_TIMEOUT(block),       Phase::EndOfData},
    /* Chunk        */ {Does::AskAhead,  any_2yz,   Refusal::Message,    0,                  POSTINO_TIMEOUT(block),       Phase::EndOfData},
    /* EndOfData    */ {Does::Ask,       any_2yz,   Refusal::Message,    0,                  POSTINO_TIMEOUT(end_of_data), Phase::Done},
    /* Done         */ {Does::Nothing,   0,         Refusal::Connection, 0,                  POSTINO_TIMEOUT(session),     Phase::MailFrom},
    /* Quit         */ {Does::Ask,       any_2yz,   Refusal::Connection, say("QUIT"),        POSTINO_TIMEOUT(quit),        Phase::Idle},
    // clang-format on
};
static_assert(sizeof rows / sizeof rows[0] == static_cast<std::size_t>(Phase::Quit) + 1);

}  // namespace

const Row& row_of(Phase phase) { return rows[static_cast<std::uint8_t>(phase)]; }

const char* command_of(Phase phase) { return commands + row_of(phase).says; }

Millis timeout_of(const Timeouts& timeouts, Phase phase) {
  const void* const all = &timeouts;
  Millis timeout;
  std::memcpy(&timeout, static_cast<const char*>(all) + row_of(phase).deadline * sizeof timeout,
              sizeof timeout);
  return timeout;
}

}  // namespace postino::detail
