// SPDX-License-Identifier: MIT
/// Private. What is said next, and what a reply means; no octet is moved here and no time passes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "postino/composer.hpp"
#include "postino/detail/capabilities.hpp"
#include "postino/detail/facts.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// A whole reply.
struct Reply {
  std::uint16_t code = 0;
  EnhancedStatusCode enhanced{};
};

/// How the conversation goes on.
enum class Then : std::uint8_t {
  GoOn,  ///< The mail is under way.
  Keep,  ///< It ended; the connection can carry another.
  Quit,  ///< It ended, and so does the connection, in order.
  Drop,  ///< It ended, and so does the connection, at once.
};

/// Where one of the two cursors stands.
struct Cursor {
  Phase phase = Phase::Idle;
  std::uint16_t recipient = 0;
  friend constexpr bool operator==(Cursor, Cursor) = default;
};

/// Two cursors on one script: the speaking one runs ahead of the listening one as far as
/// PIPELINING allows, and in step with it otherwise.
class Session {
 public:
  constexpr Session() = default;

  /// A connection to `server` begins: Phase::Connect.
  void open(const Server& server);
  /// QUIT is the next thing said.
  void quit() { enter(Phase::Quit); }
  /// The connection is no more: Phase::Idle.
  void close();
  /// What is sent next, on this connection or another.
  void set_mail(const Mail& mail, const Composer& composer, std::span<RecipientReport> recipients,
                bool needs_utf8);
  /// The connection is for that mail: once it is authenticated, or at once when it is Done.
  Then begin_mail();

  /// Where the session stands: what it listens for, or will say.
  [[nodiscard]] Phase phase() const { return listen_.phase; }
  /// Whether credentials pass now.
  [[nodiscard]] bool in_auth() const {
    return listen_.phase == Phase::Auth || listen_.phase == Phase::AuthResponse;
  }

  /// The command or content that may be said now; Phase::Idle when it is not our turn.
  [[nodiscard]] Phase speaking() const;
  /// Computes what a message of authentication needs before it can be written; Done for all else.
  [[nodiscard]] Preparation prepare() const;
  /// Writes that command and its CRLF; `local_address` is as Socket::local_address() gives it. The
  /// same call writes the same, so it can be written in parts.
  void write(Writer& out, std::string_view local_address) const;
  /// The mail's octets.
  Transfer pull(std::span<char> into) { return composer_->pull(composition_, into); }
  /// It was written to its last octet.
  void said();
  /// Whether the mail's end was said, can make it accepted, and is not answered.
  [[nodiscard]] bool end_said() const {
    return speak_.phase == Phase::EndOfData && waiting_ && facts_.deliverable;
  }

  /// A reply's text, LF behind each line, in pieces: a LF is one of its own.
  void read(std::uint16_t code, std::string_view text);
  /// A whole reply to the command at the listening cursor.
  Then hear(const Reply& reply);
  /// A whole reply when none was due.
  Then interrupted(const Reply& reply);
  /// A step without a reply (connect, handshake) is done.
  Then stepped();

  /// How the mail ended, behind a Then other than GoOn.
  [[nodiscard]] Outcome outcome() const { return outcome_; }
  /// Why it will not be accepted, as far as replies have said; Fault::None: nothing yet.
  [[nodiscard]] const Error& error() const { return error_; }
  /// Whether the reply that decides has been heard, so that later texts do not matter.
  [[nodiscard]] bool decided() const {
    return error_.fault != Fault::None &&
           !(listen_.phase == Phase::EndOfData && facts_.deliverable);
  }

 private:
  // session.cpp
  void enter(Phase phase);
  void meet();
  void follow(Cursor& cursor, bool answered) const;
  Then advance();
  Then start_transaction();
  Fault check_mail();

  // replies.cpp
  Then accept();
  Then refuse();
  Then refuse_ehlo();
  Then record_recipient(Outcome outcome);
  /// Records how the mail ends, in the words of the current reply.
  Then end(Outcome outcome, Fault fault, Then then);

  // auth.cpp
  [[nodiscard]] std::span<const Mechanism* const> allowed() const;
  Then check_offer();
  Then choose_mechanism();
  [[nodiscard]] bool find_mechanism();
  Then accept_auth();
  Then answer_challenge();
  void judge(std::string_view piece, bool last);
  Then refuse_auth();
  void end_exchange();
  void write_auth(Writer& out) const;
  void write_message(Writer& out, std::uint8_t number) const;

  // commands.cpp
  void write_name(Writer& out, std::string_view local_address) const;
  void write_parameters(Writer& out) const;

  // The small ones first: they are reached by shorter instructions.
  Facts facts_{};
  bool waiting_ = false;  // what was said last must be answered before more is said
  bool secured_ = false;
  bool initial_response_ = false;
  bool cancelled_ = false;  // the exchange: "*" was or will be said
  Verdict verdict_{};       // on the challenge, so far
  bool needs_utf8_ = false;
  bool in_transaction_ = false;  // MAIL was accepted
  Outcome outcome_{};
  std::uint8_t message_ = 0;  // number of the next message to the mechanism
  Cursor speak_{};
  Cursor listen_{};
  const Server* server_ = nullptr;
  const Mail* mail_ = nullptr;
  const Composer* composer_ = nullptr;
  const Mechanism* mechanism_ = nullptr;
  std::span<RecipientReport> recipients_{};
  Reply reply_{};  // the one being acted on
  Error error_{};
  Composition composition_{};
  ContentFacts content_{};
  Capabilities capabilities_{};
};

}  // namespace postino::detail
