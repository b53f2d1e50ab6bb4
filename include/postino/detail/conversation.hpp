// SPDX-License-Identifier: MIT
/// Private. What is said next, and what a reply means; no octet is moved here and no time passes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/detail/conversation_state.hpp"
#include "postino/detail/features.hpp"
#include "postino/mechanism.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

enum class LmtpMeaning : std::uint8_t;

/// How things go on after a reply or a step.
enum class Move : std::uint8_t {
  GoOn,    ///< The message is under way.
  More,    ///< So it is, and the same command has a further reply.
  Finish,  ///< The message ended; the connection can carry another.
  Quit,    ///< The message ended, and so does the connection, in order.
  Drop,    ///< The message ended, and so does the connection, at once.
};

/// RFC 5321 as a conversation: takes what the server said and says what comes next.
template <Features f>
class Conversation : private ConversationState<f> {
  using State = ConversationState<f>;
  using Offer = CapabilitiesOf<f>;

 public:
  /// What becomes of a message's recipients goes to `recipients`.
  constexpr explicit Conversation(std::span<RecipientReport> recipients)
      : recipients_{recipients} {}

  [[nodiscard]] std::span<RecipientReport> recipients() const { return recipients_; }
  /// That of the connection; nullptr before the first.
  [[nodiscard]] const Server* server() const { return standing_.server; }
  /// All that it knows of its connection.
  [[nodiscard]] const State& state() const { return *this; }

  /// A connection to `server` begins: Phase::Connect.
  void open(const Server& server);
  /// QUIT is the next thing said.
  void quit() { enter(Phase::Quit); }
  /// The connection is no more: but for the message that may be next, all is new.
  void close();
  /// What is sent next, on this connection or another.
  void set_mail(const Mail& mail, const Composer& composer, bool needs_utf8);
  /// The connection is for that message: once it is authenticated, or at once when it is Done.
  Move begin_mail();
  /// Whether a transaction comes next. To begin it takes a stack of its own, so that is not done
  /// below the reply that brought it about.
  [[nodiscard]] bool begins_transaction() const { return flight_.begins; }
  /// Everything that the server's offer forbids is found before MAIL.
  Move begin_transaction();

  /// Whether all of a message was said and the next one may follow before it is answered.
  [[nodiscard]] bool may_run_on() const;
  /// It follows. False: it can't, and has to wait for the answer.
  bool run_on(const Mail& mail, const Composer& composer, bool needs_utf8);
  /// How many messages ran on after the one whose replies come.
  [[nodiscard]] std::uint16_t ahead() const { return flight_.ahead; }
  /// That one has ended; of the `replies` that are due the rest is for `next` and those after it.
  void listen_on(const Mail& next, std::uint16_t& replies);

  /// Where the conversation stands: what it listens for, or will say.
  [[nodiscard]] Phase phase() const { return flight_.listen.phase; }
  /// Whether credentials pass now.
  [[nodiscard]] bool in_auth() const {
    return phase() == Phase::Auth || phase() == Phase::AuthResponse;
  }

  /// The command or content that may be said now; Phase::Idle when it is not our turn.
  [[nodiscard]] Phase speaking() const;
  /// Computes what a message of authentication needs before it can be written; Done for all else.
  [[nodiscard]] Preparation prepare() const;
  /// Whether that command holds our own name.
  [[nodiscard]] bool says_name() const {
    return speak().phase == Phase::Ehlo || speak().phase == Phase::Helo;
  }
  /// Writes that command and its CRLF; `local_address` is as Socket::local_address() gives it. The
  /// same call writes the same, so it can be written in parts.
  void write(Writer& out, std::string_view local_address) const;
  /// Whether octets of the message are said, not a command.
  [[nodiscard]] bool says_content() const;
  /// Room that pull() needs, in bytes.
  [[nodiscard]] std::size_t min_room() const;
  /// Writes the next octets of the message to `into`, which has min_room() at least.
  Transfer pull(std::span<char> into);
  /// What pull() brought was written, or a command to its CRLF, which ends it. Returns whether a
  /// reply is due for it.
  bool said(Transfer what);
  /// Whether the message's end, which can make it accepted, was handed over and is not answered;
  /// `replies` are due.
  [[nodiscard]] bool end_is_out(std::uint16_t replies) const;

  /// A reply's text, LF after each line, in pieces: a LF is one of its own.
  void read(std::uint16_t code, std::string_view text);
  /// A whole reply to the command at the listening cursor.
  Move hear(const Heard& heard);
  /// A whole reply when none was due.
  Move interrupted(const Heard& heard);
  /// A step without a reply (connect, handshake) is done.
  Move stepped();

  /// Why the message ends as it does, as far as replies have said.
  [[nodiscard]] const Decision& decision() const { return decision_; }
  /// Whether the report will be in the words of the reply that is coming, which has `code`;
  /// `asked`: for a command.
  [[nodiscard]] bool reports(std::uint16_t code, bool asked) const;

 private:
  /// Where the next command comes from: in lock step from where the next reply belongs.
  [[nodiscard]] const Cursor& speak() const {
    return f.pipelining ? flight_.speak : flight_.listen;
  }

  // conversation.hpp
  void stand(const Server& server);
  void forget_offer();
  void enter(Phase phase);
  void meet();
  [[nodiscard]] const Chunking* chunking() const;
  [[nodiscard]] bool offers(typename Offer::Keyword keyword) const {
    return standing_.offer.offers(keyword);
  }
  [[nodiscard]] bool in_transaction() const { return standing_.in_transaction; }
  /// Whether TLS is wanted and not there.
  [[nodiscard]] bool lacks_tls() const {
    return f.tls && !standing_.secured && server()->security != Security::None;
  }

  // cursors.hpp
  struct Facts;
  bool said_command();
  void follow(Cursor& cursor, bool answered) const;
  [[nodiscard]] bool pipelines() const;
  Move advance();

  // transaction.hpp
  Fault check_mail(const Mail& mail);
  Fault apply_extensions(const Mail& mail);

  // replies.hpp
  [[gnu::noinline]] LmtpMeaning hear_lmtp(const Heard& heard);
  Move accept();
  Move refuse();
  Move refuse_ehlo();
  Move record_recipient(Outcome outcome);
  void note_recipient(Outcome outcome);
  /// Ends the message; returns `move`.
  Move end(Outcome outcome, Fault fault, Move move);
  /// Notes that the current reply makes it so, unless an earlier one decided.
  void blame(Outcome outcome, Fault fault);
  [[nodiscard]] bool challenged() const { return in_auth() && heard_.code / 100 == 3; }

  // exchange.hpp
  Move check_offer();
  Move choose_mechanism();
  // Not below what follows them: their stack would be there, too.
  [[nodiscard, gnu::noinline]] bool find_mechanism();
  [[nodiscard, gnu::noinline]] bool fits_command_line() const;
  Move accept_auth();
  Move answer_challenge();
  void judge(std::string_view piece, bool last);
  Move refuse_auth();
  void end_exchange();
  [[nodiscard]] bool exchange_begun() const;
  void write_auth(Writer& out) const;
  void write_message(Writer& out, std::uint8_t number) const;

  // commands.hpp
  void write_name(Writer& out, std::string_view local_address) const;
  void write_parameters(Writer& out) const;

  using State::carriage_;
  using State::decision_;
  using State::exchange_;
  using State::flight_;
  using State::heard_;
  using State::standing_;

  std::span<RecipientReport> recipients_;
  // What is said next, on this connection or another.
  const Mail* mail_ = nullptr;
  const Composer* composer_ = nullptr;
  [[no_unique_address]] If<f.utf8, bool, 1> needs_utf8_{};
  std::uint16_t recipient_count_ = 0;  // of the message whose replies come
};

}  // namespace postino::detail
