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
  Anew,    ///< The connection ends at once, and the message begins on another.
};

/// RFC 5321 as a conversation: takes what the server said and says what comes next.
template <Features f>
class Conversation : private ConversationState<f> {
  using State = ConversationState<f>;
  using Offer = CapabilitiesOf<f>;

 public:
  /// `recipients` receives the outcome of each recipient; borrowed for the conversation's life.
  constexpr explicit Conversation(std::span<RecipientReport> recipients)
      : recipients_{recipients} {}

  [[nodiscard]] std::span<RecipientReport> recipients() const { return recipients_; }
  /// Returns the connection's server; nullptr before the first connection.
  [[nodiscard]] const Server* server() const { return standing_.server; }
  /// Returns everything known about the connection and what is under way on it.
  [[nodiscard]] const State& state() const { return *this; }

  /// Begins a connection to `server`, at Phase::Connect.
  void open(const Server& server);
  /// Makes `server` the connection's: the same one for all that it is bound to.
  void serve(const Server& server) { standing_.server = &server; }
  /// Makes QUIT the next command. From here on the server is not looked at.
  void quit() { enter(Phase::Quit); }
  /// Forgets the closed connection; keeps only the message that is sent next.
  void close();
  /// Lets `decided` stand until a reply says otherwise: of the same message on another address.
  void stand_by(const Decision& decided) { decision_ = decided; }
  /// Sets the message that is sent next, on this connection or another.
  void set_mail(const Mail& mail, const Composer& composer, bool needs_utf8);
  /// Starts that message: at once on a connection that is Done, else when it is ready.
  Move begin_mail();
  /// Returns true if begin_transaction() must be called next. It runs as its own step to bound the
  /// depth of the stack.
  [[nodiscard]] bool begins_transaction() const { return flight_.begins; }
  /// Begins the message's transaction, or ends the message if the server's offer forbids it.
  Move begin_transaction();

  /// Returns true if the message was said in full and the next one may be pipelined after it.
  [[nodiscard]] bool may_run_on() const;
  /// Pipelines `mail` after the message in flight. Returns false if it must wait for that one's
  /// reply.
  bool run_on(const Mail& mail, const Composer& composer, bool needs_utf8);
  /// Returns the number of messages pipelined after the one whose replies are due.
  [[nodiscard]] std::uint16_t ahead() const { return flight_.ahead; }
  /// Ends the oldest message in flight: `next` is the oldest now. Takes the replies still due for
  /// the former off `replies`.
  void listen_on(const Mail& next, std::uint16_t& replies);

  /// Returns the phase whose reply is due, or whose command is said next.
  [[nodiscard]] Phase phase() const { return flight_.listen.phase; }
  /// Returns true during an AUTH exchange.
  [[nodiscard]] bool in_auth() const {
    return phase() == Phase::Auth || phase() == Phase::AuthResponse;
  }

  /// Returns the name of the login's mechanism as a report has it; empty if none was tried.
  [[nodiscard]] std::string_view mechanism() const;
  /// Returns the mechanism of the AUTH exchange under way; nullptr if there is none.
  [[nodiscard]] const Mechanism* exchanging() const {
    if constexpr (f.mechanisms) return exchange_.mechanism;
    return nullptr;
  }

  /// Returns the phase of the command or content that may be said now; Phase::Idle if none may.
  [[nodiscard]] Phase speaking() const;
  /// Computes what the next AUTH message needs before it is written; Done for anything else.
  [[nodiscard]] Preparation prepare() const;
  /// Returns true if that command is EHLO or HELO.
  [[nodiscard]] bool says_name() const {
    return speak().phase == Phase::Ehlo || speak().phase == Phase::Helo;
  }
  /// Writes that command and its CRLF; `local_address` is as Socket::local_address() gives it. The
  /// same call writes the same, so it can be written in parts.
  void write(Writer& out, std::string_view local_address) const;
  /// Returns true if content is said, not a command.
  [[nodiscard]] bool says_content() const;
  /// Returns the room that pull() needs, in bytes.
  [[nodiscard]] std::size_t min_room() const;
  /// Writes the next octets of the message to `into`, which holds at least min_room() bytes.
  Transfer pull(std::span<char> into);
  /// Notes that what pull() returned was written, or a whole command. Returns true if a reply is
  /// due for it.
  bool said(Transfer what);
  /// Returns true if the end of a message that can be accepted was handed over and its reply is
  /// one of the `replies` that are due.
  [[nodiscard]] bool end_is_out(std::uint16_t replies) const;

  /// Returns true if the message can be said again from its beginning, having rewound it; it cannot
  /// once end_is_out(), or if another one ran on after it.
  [[nodiscard]] bool can_repeat(std::uint16_t replies);

  /// Takes the text of a reply in pieces; the LF after each line is a piece of its own.
  void read(std::uint16_t code, std::string_view text);
  /// Takes a whole reply to the command at the listening cursor.
  Move hear(const Heard& heard);
  /// Takes a whole reply that no command asked for.
  Move interrupted(const Heard& heard);
  /// Notes that connecting or a handshake is done; `verified`: TLS has verified the server.
  Move stepped(bool verified = false);

  /// Returns what replies have decided about the message so far.
  [[nodiscard]] const Decision& decision() const { return decision_; }
  /// Returns true if the report will quote the reply that is arriving, which has `code`; `asked`: a
  /// command asked for it.
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
  /// Whether it is required, and not there.
  [[nodiscard]] bool needs_tls() const {
    return lacks_tls() && (!f.in_clear || server()->security == Security::StartTls);
  }

  // cursors.hpp
  struct Facts;
  void said_command();
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
  Move part();
  Move record_recipient(Outcome outcome);
  void note_recipient(Outcome outcome);
  /// Ends the message; returns `move`.
  Move end(Outcome outcome, Fault fault, Move move);
  /// Notes that the current reply makes it so, unless an earlier one decided.
  void blame(Outcome outcome, Fault fault);
  [[nodiscard]] bool challenged() const { return in_auth() && heard_.code == 334; }

  // exchange.hpp
  Move check_offer();
  Move choose_mechanism();
  // Out of line, so that their frames are not on the stack of what follows them.
  [[nodiscard, gnu::noinline]] bool find_mechanism();
  [[nodiscard, gnu::noinline]] bool fits_command_line() const;
  void begin_exchange();
  Move accept_auth();
  Move answer_challenge();
  void judge(std::string_view piece, bool last);
  Move refuse_auth();
  [[nodiscard]] bool is_unknown(std::uint16_t code) const;
  [[nodiscard]] bool was_unknown() const;
  bool begin_another();
  void end_exchange();
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
