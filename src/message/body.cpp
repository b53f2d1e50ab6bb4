// SPDX-License-Identifier: MIT
#include "message/body.hpp"

#include <cstdint>
#include <cstring>

#include "base/ascii.hpp"
#include "base/count.hpp"
#include "base/smaller.hpp"
#include "codec/text_encoder.hpp"

namespace postino::detail {
namespace {

bool is_in_multipart(const Composition& composition) {
  return (composition.part & in_multipart) != 0;
}

/// What a Source brings is put at the tail of the packet, and written from there to its front. The
/// front never catches up with the tail: n octets make at most 2n + 3 as they are, 4n + 3 else.
Transfer pull_source(Composition& composition, Source& source, std::span<char> into) {
  const bool as_is = static_cast<Encoding>(composition.encoding) == Encoding::AsIs;
  std::size_t size = 0;
  // Its end is told once: offset remembers it.
  while (composition.offset == 0 && into.size() - size >= Composer::min_room) {
    const std::span<char> room = into.subspan(size);
    const std::span<char> tail = room.last((room.size() - 4) / (as_is ? 2 : 4));
    const Transfer got = source.pull(tail);
    if (got == Transfer::failed()) return got;
    if (got == Transfer::pending()) return Transfer::octets(size);
    if (got == Transfer::end()) composition.offset = 1;
    std::string_view piece{tail.data(), got.count()};
    size += encode_text(piece, room, composition);
    if (size != 0 && (!as_is || got.count() < tail.size())) break;
  }
  return Transfer::octets(size);
}

}  // namespace

bool begin_body(Composition& composition) {
  composition.offset = 0;
  composition.column = 0;
  composition.line_state = 0;
  Source* const source = composition.mail->text.source();
  return source == nullptr || source->rewind();
}

Transfer pull_body(Composition& composition, const Text& text, std::span<char> into) {
  std::size_t size = 0;
  if (text.source() != nullptr) {
    const Transfer pulled = pull_source(composition, *text.source(), into);
    size = pulled.count();
    if (size == 0 && composition.offset == 0) return pulled;
  } else {
    std::string_view left = behind(text.view(), composition.offset);
    size = encode_text(left, into, composition);
    composition.offset = static_cast<std::uint32_t>(text.view().size() - left.size());
  }
  // RFC 5321 4.1.1.4: the mail's last line ends before the dot.
  if (size == 0 && composition.column != 0 && !is_in_multipart(composition)) {
    std::string_view line_end = "\n";
    size = encode_text(line_end, into, composition);
  }
  return size != 0 ? Transfer::octets(size) : Transfer::end();
}

Transfer pull_binary(Composition& composition, Source* source, std::string_view octets,
                     std::span<char> into) {
  if (source != nullptr) return source->pull(into);
  octets.remove_prefix(composition.offset);
  const std::size_t size = smaller(octets.size(), into.size());
  if (size == 0) return Transfer::end();
  std::memcpy(into.data(), octets.data(), size);
  composition.offset += static_cast<std::uint32_t>(size);
  return Transfer::octets(size);
}

std::uint32_t measure_body(Composition& composition, const Text& text) {
  const ContentRules rules = composition.rules;
  composition.rules.dot_stuffing = false;
  composition.line_state = 0;
  std::string_view all = text.view();
  std::size_t size = encode_text(all, nullptr, SIZE_MAX, composition);
  composition.rules = rules;
  if (composition.column != 0 && !is_in_multipart(composition)) size += 2;
  composition.column = 0;
  return declared_size(size);
}

}  // namespace postino::detail
