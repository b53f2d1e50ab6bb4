// SPDX-License-Identifier: MIT
/// The two cursors (RFC 2920 3.1: what may be said before what was said is answered).
#pragma once

#include "session/conversation.hpp"

namespace postino::detail {

template <Features f>
void Conversation<f>::said_command() {
  if (speak().phase == Phase::AuthResponse) ++exchange_.message;
  flight_.waiting = true;
  if constexpr (f.pipelining) {
    flight_.waiting = row_of(speak().phase).does != Does::AskAhead || !pipelines();
    if (!flight_.waiting) follow(flight_.speak, false);
  }
}

template <Features f>
bool Conversation<f>::pipelines() const {
  return server()->pipelining != Pipelining::Off && offers(Offer::Pipelining);
}

/// What the table asks, of one step.
template <Features f>
struct Conversation<f>::Facts {
  const Conversation& at;
  Phase before;
  std::uint16_t number;  ///< Of the next recipient or chunk.
  bool answered;         ///< Else every reply counts as an acceptance.
  bool ran_on;           ///< It is a step of a message that ran on.

  [[nodiscard]] bool implicit_tls() const {
    return f.tls && at.server()->security == Security::Tls;
  }
  [[nodiscard]] bool starttls_due() const { return at.lacks_tls() && at.offers(Offer::StartTls); }
  [[nodiscard]] bool login_due() const { return at.server()->login.has_value(); }
  [[nodiscard]] bool rset_due() const { return at.in_transaction(); }
  [[nodiscard]] bool negative() const { return answered && at.heard_.code >= 400; }
  [[nodiscard]] bool challenged() const { return at.challenged(); }
  [[nodiscard]] bool retry_auth() const { return f.mechanisms && negative(); }
  [[nodiscard]] bool more_recipients() const {
    return number < (ran_on ? at.mail_->recipient_count() : at.recipient_count_);
  }
  [[nodiscard]] bool deliverable() const { return !answered || at.decision_.deliverable; }
  [[nodiscard]] bool chunking() const { return at.chunking() != nullptr; }
  [[nodiscard]] bool chunk_due() const {
    // Only the message that is spoken can have several.
    const bool of_another = f.queue && at.flight_.ahead != 0 && !ran_on;
    return chunking() && !of_another && Chunking::chunk_due(at.carriage_.chunks, before, number);
  }
  [[nodiscard]] bool exhausted() const { return f.extensions && at.standing_.exhausted; }
};

/// Moves `cursor` on to the next phase, recipient or chunk: by the facts when all is answered, else
/// as if every reply were an acceptance.
template <Features f>
void Conversation<f>::follow(Cursor& cursor, bool answered) const {
  const Phase before = cursor.phase;
  const bool counts = before == Phase::RcptTo || before == Phase::Chunk;
  const auto number = static_cast<std::uint16_t>(counts ? cursor.number + 1 : 0);
  const bool ran_on = f.queue && flight_.ahead != 0 && &cursor == &flight_.speak;
  const Facts facts{*this, before, number, answered, ran_on};
  cursor.phase = next_phase(before, facts);
  cursor.number = cursor.phase == before ? number : std::uint16_t{0};
}

/// After a reply, or a step that has none. The listening cursor takes the way that the speaking
/// one took, as if every reply were an acceptance, until it has caught up: then the facts decide.
template <Features f>
Move Conversation<f>::advance() {
  const Phase before = phase();
  if (!f.pipelining || flight_.together()) {
    follow(flight_.listen, true);
    meet();
  } else {
    follow(flight_.listen, false);
    const bool caught_up =
        flight_.together() && chunking() != nullptr &&
        chunking()->holds_back(flight_, carriage_.chunks, decision_.deliverable, *server());
    // It has come to a chunk that is not said since nobody gets the message.
    if (!caught_up) return phase() == Phase::Done ? Move::Finish : Move::GoOn;
    enter(Phase::Done);
  }
  const Phase now = phase();
  if (now == Phase::Done) return f.reuse ? Move::Finish : Move::Quit;
  flight_.begins = now == Phase::Rset || (now == Phase::MailFrom && before != Phase::Rset);
  return Move::GoOn;
}

}  // namespace postino::detail
