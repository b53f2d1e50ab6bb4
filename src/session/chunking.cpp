// SPDX-License-Identifier: MIT
// RFC 3030 2 (BDAT), 3 (BINARYMIME), 4.2 (with pipelining).
#include "postino/chunking.hpp"

#include "postino/composer.hpp"
#include "postino/server.hpp"

namespace postino {

using detail::Carriage;
using detail::Chunks;

namespace {

constexpr std::uint8_t digits = 5;

void write_head(Writer& out, std::uint32_t size, std::uint8_t min_digits) {
  out.put("BDAT ");
  out.put_number(size, min_digits);
}

Transfer pull_chunk(Carriage& carriage, std::span<char> into) {
  std::size_t end = Chunking::head_size;
  Transfer pulled = Transfer::pending();
  do {
    pulled = carriage.compose(into.subspan(end));
    end += pulled.count();
  } while (pulled.count() != 0 && into.size() - end >= Composer::min_room);
  const bool waits_or_ended = pulled == Transfer::pending() || pulled == Transfer::end();
  if (end == Chunking::head_size || (pulled.count() == 0 && !waits_or_ended)) return pulled;
  Writer head{into.first(Chunking::head_size), 0};
  write_head(head, static_cast<std::uint32_t>(end - Chunking::head_size), digits);
  head.put("\r\n");
  return Transfer::octets(end);
}

/// The message is as long as was announced, or the connection is lost before it could be taken for
/// another: the last octet goes once the composer has come to its end.
Transfer pull_last(Carriage& carriage, std::span<char> into) {
  Chunks& chunks = carriage.chunks;
  std::uint32_t& left = carriage.content.size;
  if (!chunks.proving) {
    const Transfer pulled = carriage.compose(into);
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
  const Transfer more = carriage.compose(surplus);
  if (more != Transfer::end()) return more.count() != 0 ? Transfer::failed() : more;
  left = 0;
  into.front() = chunks.held;
  return Transfer::octets(1);
}

}  // namespace

std::string_view Chunking::keyword() const { return "CHUNKING"; }

Fault Chunking::apply(const Mail&, Terms& terms) const {
  terms.chunking = this;
  terms.rules.dot_stuffing = false;
  terms.rules.size = true;
  return Fault::None;
}

void Chunking::write_last(const Carriage& carriage, Writer& out) const {
  write_head(out, carriage.chunks.unsized ? 0 : carriage.content.size, 1);
  out.put(" LAST");
}

/// RFC 3030 2: no chunk for a message that nobody gets; nor, where the first one waits, before it
/// is known that somebody does. RFC 2033 4.3: LMTP has no reply to the last chunk of a message for
/// nobody.
bool Chunking::holds_back(const detail::Flight& flight, const Chunks& chunks, bool deliverable,
                          const Server& server) const {
  const Phase next = flight.speak.phase;
  const bool chunk_next = next == Phase::Chunk || (next == Phase::EndOfData && !chunks.in_last);
  if (!chunk_next || flight.waiting) return false;
  const bool waits = first_ == First::AfterRecipient || server.lmtp != nullptr;
  if (flight.ahead != 0) return waits;
  if (deliverable) return false;
  return waits || flight.together() || flight.listen.phase == Phase::Chunk;
}

/// What breaks a message off waits for the replies to those before it, which it does not concern.
Transfer Chunking::pull(Carriage& carriage, std::span<char> into, bool ran_on) const {
  Chunks& chunks = carriage.chunks;
  if (!chunks.broken) {
    const Transfer got = chunks.in_last ? pull_last(carriage, into) : pull_chunk(carriage, into);
    chunks.invalid = got == Transfer::invalid();
    chunks.broken = chunks.invalid || got == Transfer::failed();
    if (!chunks.broken) return got;
  }
  if (ran_on) return Transfer::pending();
  return chunks.invalid ? Transfer::invalid() : Transfer::failed();
}

Chunking::Said Chunking::said(Phase speak, Carriage& carriage, Transfer what) const {
  Chunks& chunks = carriage.chunks;
  if (speak == Phase::EndOfData) {
    // After the command the octets of the last chunk, if it has any.
    chunks.in_last = !chunks.unsized && carriage.content.size != 0;
    return chunks.in_last ? Said::Content : Said::Command;
  }
  if (speak != Phase::Chunk) return Said::Command;
  if (what == Transfer::end()) {
    chunks.more = false;
    return Said::LastChunk;
  }
  if (what.count() == 0) return Said::Content;
  ++chunks.count;
  return Said::Command;
}

/// Eager, the end may be out before the envelope is answered: so many replies come before its own.
bool Chunking::end_is_out(const detail::Flight& flight, const Chunks& chunks,
                          std::uint16_t recipients, std::uint16_t replies) const {
  const detail::Cursor at = flight.listen;
  if (at.phase > Phase::EndOfData) return false;
  unsigned before = flight.ahead == 0 ? chunks.count : 0U;
  // Both come round again in a long message.
  if (at.phase == Phase::Chunk) before = static_cast<std::uint16_t>(before - at.number);
  if (at.phase <= Phase::RcptTo) before += recipients - unsigned{at.number};
  if (at.phase <= Phase::MailFrom) ++before;
  if (at.phase <= Phase::Rset) ++before;
  return replies > before;
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
