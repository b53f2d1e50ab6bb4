// SPDX-License-Identifier: MIT
#include "message/body.hpp"

#include "base/ascii.hpp"
#include "codec/quoted_printable.hpp"

namespace postino::detail {
namespace {

/// What a Source brings is put at the tail of the packet, and written from there to its front. The
/// front never catches up with the tail: n octets make at most 2n + 3 as they are, 4n + 3 in
/// quoted-printable, and the room is at least that.
std::size_t tail_octets(std::size_t room, Encoding encoding) {
  return encoding != Encoding::QuotedPrintable ? (room - 4) / 2 : (room - 8) / 4;
}

Moved encode(std::string_view in, std::span<char> out, Composition& composition) {
  LineState state{composition.column, composition.line_state != 0};
  const bool quoted = static_cast<Encoding>(composition.encoding) == Encoding::QuotedPrintable;
  const Moved moved = quoted ? write_quoted_printable(in, out, state)
                             : write_lines(in, out, state, composition.rules.dot_stuffing);
  composition.column = state.column;
  composition.line_state = state.after_cr ? 1 : 0;
  return moved;
}

Transfer pull_view(std::string_view text, Composition& composition, std::span<char> into) {
  const std::string_view left = behind(text, composition.offset);
  const Moved moved = encode(left, into, composition);
  composition.offset += static_cast<std::uint32_t>(moved.consumed);
  return moved.produced != 0 ? Transfer::octets(moved.produced) : Transfer::end();
}

Transfer pull_source(Source& source, Composition& composition, std::span<char> into) {
  const std::size_t size = tail_octets(into.size(), static_cast<Encoding>(composition.encoding));
  if (composition.offset != 0) return Transfer::end();
  Moved moved{0, 0};
  while (moved.produced == 0) {
    const std::span<char> tail = into.last(size);
    const Transfer got = source.pull(tail);
    if (got == Transfer::end()) {
      composition.offset = 1;  // it is not asked again
      return got;
    }
    if (got.count() == 0) return got;
    moved = encode({tail.data(), got.count()}, into, composition);
  }
  return Transfer::octets(moved.produced);
}

}  // namespace

bool begin_body(Composition& composition) {
  composition.offset = 0;
  composition.column = 0;
  composition.line_state = 0;
  Source* const source = composition.mail->text.source();
  return source == nullptr || source->rewind();
}

Transfer pull_text(Composition& composition, const Text& text, std::span<char> into) {
  Source* const source = text.source();
  return source == nullptr ? pull_view(text.view(), composition, into)
                           : pull_source(*source, composition, into);
}

Transfer end_line(Composition& composition, std::span<char> into) {
  if (composition.column == 0) return Transfer::end();
  composition.line_state = 0;
  return Transfer::octets(encode("\n", into, composition).produced);
}

Transfer pull_body(Composition& composition, std::span<char> into) {
  const Transfer pulled = pull_text(composition, composition.mail->text, into);
  return pulled == Transfer::end() ? end_line(composition, into) : pulled;
}

std::uint32_t measure(const Composer& composer, Composition& composition) {
  char octets[64];
  Composition trial = composition;
  trial.rules.dot_stuffing = false;
  std::uint32_t size = 0;
  Transfer pulled = composer.pull(trial, octets);
  while (pulled.count() != 0) {
    size += static_cast<std::uint32_t>(pulled.count());
    pulled = composer.pull(trial, octets);
  }
  return size;
}

}  // namespace postino::detail
