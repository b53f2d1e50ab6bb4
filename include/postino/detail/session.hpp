// SPDX-License-Identifier: MIT
/// Private. What is said next, and what a reply means; no octet is moved here and no time passes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/chunking.hpp"
#include "postino/composer.hpp"
#include "postino/detail/session_state.hpp"
#include "postino/lmtp.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// What a reply with that code does to the message, or to the recipient, that it answers for.
[[nodiscard]] constexpr Outcome outcome_of(std::uint16_t code) {
  if (code < 300) return Outcome::Accepted;
  return code < 500 ? Outcome::Deferred : Outcome::Rejected;
}

/// How the conversation goes on.
enum class Then : std::uint8_t {
  GoOn,      ///< The mail is under way.
  More,      ///< So it is, and the same command has a further reply.
  Keep,      ///< It ended; the connection can carry another.
  Quit,      ///< It ended, and so does the connection, in order.
  Drop,      ///< It ended, and so does the connection, at once.
  AsInSmtp,  ///< For Lmtp.
};

/// Two cursors on one script: the speaking one runs ahead of the listening one as far as
/// PIPELINING allows, and in step with it otherwise.
class Session : private SessionState {
 public:
  /// What becomes of a mail's recipients goes to `recipients`.
  constexpr explicit Session(std::span<RecipientReport> recipients) : recipients_{recipients} {}

  [[nodiscard]] std::span<RecipientReport> recipients() const { return recipients_; }
  /// That of the connection; nullptr before the first.
  [[nodiscard]] const Server* server() const { return server_; }

  /// A connection to `server` begins: Phase::Connect.
  void open(const Server& server);
  /// QUIT is the next thing said.
  void quit() { enter(Phase::Quit); }
  /// The connection is no more: but for the message that may be next, the session is a new one.
  void close();
  /// All that it knows of its connection.
  [[nodiscard]] const SessionState& state() const { return *this; }
  /// What is sent next, on this connection or another.
  void set_mail(const Mail& mail, const Composer& composer, bool needs_utf8);
  /// The connection is for that mail: once it is authenticated, or at once when it is Done.
  Then begin_mail();
  /// Whether a transaction comes next. To begin it takes a stack of its own, so that is not done
  /// below the reply that brought it about.
  [[nodiscard]] bool begins_transaction() const { return begins_; }
  /// Everything that the server's offer forbids is found before MAIL.
  Then begin_transaction();

  /// Whether all of a mail was said and the next one may follow before it is answered.
  [[nodiscard]] bool may_run_on() const;
  /// It follows. False: it can't, and has to wait for the answer.
  bool run_on(const Mail& mail, const Composer& composer, bool needs_utf8);
  /// How many mails ran on behind the one whose replies come.
  [[nodiscard]] std::uint16_t ahead() const { return ahead_; }
  /// That one has ended; of the `replies` that are due the rest is for `next` and those behind it.
  void listen_on(const Mail& next, std::uint16_t& replies);

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
  /// Whether that command holds our own name.
  [[nodiscard]] bool says_name() const {
    return speak_.phase == Phase::Ehlo || speak_.phase == Phase::Helo;
  }
  /// Writes that command and its CRLF; `local_address` is as Socket::local_address() gives it. The
  /// same call writes the same, so it can be written in parts.
  void write(Writer& out, std::string_view local_address) const;
  /// Whether octets of the mail are said, not a command.
  [[nodiscard]] bool says_content() const {
    return chunking_ != nullptr ? chunking_->says_content(*this) : speak_.phase == Phase::Content;
  }
  /// Room that pull() needs, in bytes.
  [[nodiscard]] std::size_t min_room() const {
    if (chunks_.proving) return 1;
    return Composer::min_room + (chunking_ != nullptr ? Chunking::head_size : 0);
  }
  /// Writes the next octets of the message to `into`, which has min_room() at least.
  Transfer pull(std::span<char> into) {
    return chunking_ != nullptr ? chunking_->pull(*this, into) : compose(into);
  }
  /// What pull() brought was written, or a command to its CRLF, which ends it. Whether a reply is
  /// due for it.
  bool said(Transfer what);
  /// Whether the mail's end, which can make it accepted, was handed over and is not answered;
  /// `replies` are due.
  [[nodiscard]] bool end_is_out(std::uint16_t replies) const;

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
  [[nodiscard]] const Ending& ending() const { return ending_; }
  /// Whether a reply has decided how the message ends (docs/errors.md, "What decides"). Before MAIL
  /// only an absence lets it: HELO follows a refused EHLO, and AUTH another AUTH.
  [[nodiscard]] bool decided() const;
  /// The same for good: nothing that follows on the connection changes it.
  [[nodiscard]] bool settled() const;
  /// Whether the report will be in the words of the reply that is coming, which has `code`;
  /// `asked`: for a command.
  [[nodiscard]] bool reports(std::uint16_t code, bool asked) const;

 private:
  friend class postino::Chunking;
  friend class postino::Lmtp;

  // session.cpp
  void forget_offer();
  void enter(Phase phase);
  void meet();
  bool said_command();
  void follow(Cursor& cursor, bool answered) const;
  [[nodiscard]] bool together() const { return ahead_ == 0 && listen_ == speak_; }
  [[nodiscard]] bool pipelines() const;
  Then advance();
  void forget_mail();
  Fault check_mail(const Mail& mail);
  Transfer compose(std::span<char> into);

  // replies.cpp
  Then accept();
  Then refuse();
  Then refuse_ehlo();
  Then record_recipient(Outcome outcome);
  void note_recipient(Outcome outcome);
  [[nodiscard]] bool outranks(Outcome outcome) const;
  /// Ends the message; returns `then`.
  Then end(Outcome outcome, Fault fault, Then then);
  /// Records that the current reply makes it so, unless an earlier one decided.
  void blame(Outcome outcome, Fault fault);

  // auth.cpp
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

  std::span<RecipientReport> recipients_;
  // What is said next, on this connection or another.
  const Mail* mail_ = nullptr;
  const Composer* composer_ = nullptr;
  bool needs_utf8_ = false;
  std::uint16_t recipient_count_ = 0;  // of the message whose replies come
};

}  // namespace postino::detail
