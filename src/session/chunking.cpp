// SPDX-License-Identifier: MIT
// RFC 3030 2 (BDAT), 3 (BINARYMIME), 4.2 (with pipelining).
#include "postino/chunking.hpp"

#include "postino/composer.hpp"
#include "postino/detail/session.hpp"

namespace postino {

using detail::Cursor;
using detail::Session;

namespace {

constexpr std::uint8_t digits = 5;

void write_head(Writer& out, std::uint32_t size, std::uint8_t min_digits) {
  out.put("BDAT ");
  out.put_number(size, min_digits);
}

}  // namespace

std::string_view Chunking::keyword() const { return "CHUNKING"; }

Fault Chunking::apply(const Mail&, Terms& terms) const {
  terms.chunking = this;
  terms.rules.dot_stuffing = false;
  terms.rules.size = true;
  return Fault::None;
}

void Chunking::write_last(const Session& session, Writer& out) const {
  write_head(out, session.chunks_.unsized ? 0 : session.content_.size, 1);
  out.put(" LAST");
}

/// Chunk `number` comes or it is the turn of the last one. Only the mail that is spoken can have
/// several.
void Chunking::look(const Session& session, const Cursor& cursor, std::uint16_t number,
                    detail::Facts& facts) const {
  const bool of_another = session.ahead_ != 0 && &cursor != &session.speak_;
  const std::uint16_t next = cursor.phase == Phase::Chunk ? number : std::uint16_t{0};
  const auto said_behind = static_cast<std::int16_t>(session.chunks_.count - next);
  facts.chunking = true;
  facts.chunk_due =
      session.chunks_.unsized && !of_another && (session.chunks_.more || said_behind > 0);
}

/// RFC 3030 2: no chunk for a mail that nobody gets; nor, where the first one waits, before it is
/// known that somebody does. RFC 2033 4.3: LMTP has no reply to the last chunk of a mail for
/// nobody.
bool Chunking::holds_back(const Session& session) const {
  const Phase next = session.speak_.phase;
  const bool chunk_next =
      next == Phase::Chunk || (next == Phase::EndOfData && !session.chunks_.in_last);
  if (!chunk_next || session.waiting_) return false;
  const bool waits = first_ == First::AfterRecipient || session.server_->lmtp != nullptr;
  if (session.ahead_ != 0) return waits;
  if (session.facts_.deliverable) return false;
  return waits || session.together() || session.listen_.phase == Phase::Chunk;
}

bool Chunking::says_content(const Session& session) const {
  return session.chunks_.in_last || session.speak_.phase == Phase::Chunk;
}

/// What breaks a mail off waits for the replies to those before it, which it does not concern.
Transfer Chunking::pull(Session& session, std::span<char> into) const {
  if (!session.chunks_.broken) {
    const Transfer got =
        session.chunks_.in_last ? pull_last(session, into) : pull_chunk(session, into);
    session.chunks_.invalid = got == Transfer::invalid();
    session.chunks_.broken = session.chunks_.invalid || got == Transfer::failed();
    if (!session.chunks_.broken) return got;
  }
  if (session.ahead_ != 0) return Transfer::pending();
  return session.chunks_.invalid ? Transfer::invalid() : Transfer::failed();
}

Transfer Chunking::pull_chunk(Session& session, std::span<char> into) const {
  std::size_t end = head_size;
  Transfer pulled = Transfer::pending();
  do {
    pulled = session.compose(into.subspan(end));
    end += pulled.count();
  } while (pulled.count() != 0 && into.size() - end >= Composer::min_room);
  const bool waits_or_ended = pulled == Transfer::pending() || pulled == Transfer::end();
  if (end == head_size || (pulled.count() == 0 && !waits_or_ended)) return pulled;
  Writer head{into.first(head_size), 0};
  write_head(head, static_cast<std::uint32_t>(end - head_size), digits);
  head.put("\r\n");
  return Transfer::octets(end);
}

/// The message is as long as was announced, or the connection is lost before it could be taken for
/// another: the last octet goes once the composer has come to its end.
Transfer Chunking::pull_last(Session& session, std::span<char> into) const {
  detail::Chunks& chunks = session.chunks_;
  std::uint32_t& left = session.content_.size;
  if (!chunks.proving) {
    const Transfer pulled = session.compose(into);
    const std::size_t count = pulled.count();
    if (pulled == Transfer::end() || count > left) return Transfer::failed();
    chunks.proving = count == left;
    if (!chunks.proving) {
      left -= static_cast<std::uint32_t>(count);
      return pulled;
    }
    left = 1;
    chunks.held = into[count - 1];
    if (count > 1) return Transfer::octets(count - 1);
  }
  char surplus[Composer::min_room];
  const Transfer more = session.compose(surplus);
  if (more != Transfer::end()) return more.count() != 0 ? Transfer::failed() : more;
  left = 0;
  into.front() = chunks.held;
  return Transfer::octets(1);
}

bool Chunking::said(Session& session, Transfer what) const {
  if (session.speak_.phase == Phase::EndOfData) {
    // After the command the octets of the last chunk, if it has any.
    session.chunks_.in_last = !session.chunks_.unsized && session.content_.size != 0;
    return !session.chunks_.in_last && session.said_command();
  }
  if (session.speak_.phase != Phase::Chunk) return session.said_command();
  if (what == Transfer::end()) {
    // No reply is due for that, so the listening cursor goes on too where it has come so far.
    const bool together = session.together();
    session.chunks_.more = false;
    session.follow(session.speak_, false);
    if (together) session.listen_ = session.speak_;
  }
  if (what.count() == 0) return false;
  ++session.chunks_.count;
  return session.said_command();
}

/// The listening cursor has come to a chunk that is not said since nobody gets the mail.
bool Chunking::give_up(Session& session) const {
  if (!session.together() || !holds_back(session)) return false;
  session.enter(Phase::Done);
  return true;
}

/// Eager, the end may be out before the envelope is answered: the steps that the cursors take, for
/// as many replies as are due.
bool Chunking::end_is_out(const Session& session, std::uint16_t replies) const {
  Cursor cursor = session.listen_;
  const bool hopeless = cursor.phase == Phase::RcptTo
                            ? !session.in_transaction_
                            : cursor.phase == Phase::Chunk && !session.facts_.deliverable;
  for (; !hopeless && replies != 0 && cursor.phase != Phase::Done; --replies) {
    if (cursor.phase == Phase::EndOfData) return true;
    session.follow(cursor, false);
  }
  return false;
}

std::string_view BinaryMime::keyword() const { return "BINARYMIME"; }

Fault BinaryMime::apply(const Mail&, Terms& terms) const {
  if (terms.chunking != nullptr) terms.rules.binary = true;
  return Fault::None;
}

void BinaryMime::write_mail(Writer& out, const ContentFacts& content) const {
  if (content.binary) out.put(" BODY=BINARYMIME");
}

namespace extension {

constinit const Chunking chunking{Chunking::First::AfterRecipient};
constinit const Chunking eager_chunking{Chunking::First::Eager};
constinit const BinaryMime binary_mime;

}  // namespace extension
}  // namespace postino
