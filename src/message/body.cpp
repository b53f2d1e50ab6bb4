// SPDX-License-Identifier: MIT
#include "message/body.hpp"

#include "base/ascii.hpp"
#include "codec/text_encoder.hpp"

namespace postino::detail {
namespace {

/// What a Source brings is put at the tail of the packet, and written from there to its front. The
/// front never catches up with the tail: n octets make at most 4n + 3.
std::size_t tail_octets(std::size_t room) { return (room - 4) / 4; }

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
  if (text.source() == nullptr) {
    std::string_view left = behind(text.view(), composition.offset);
    size = encode_text(left, into, composition);
    composition.offset = static_cast<std::uint32_t>(text.view().size() - left.size());
  } else {
    const std::size_t most = tail_octets(into.size());
    char* const tail = into.data() + into.size() - most;
    while (size == 0 && composition.offset == 0) {
      const Transfer got = text.source()->pull({tail, most});
      if (got == Transfer::end()) {
        composition.offset = 1;  // it is not asked again
      } else if (got.count() == 0) {
        return got;
      }
      std::string_view piece{tail, got.count()};
      size = encode_text(piece, into, composition);
    }
  }
  // RFC 5321 4.1.1.4: the mail's last line ends before the dot.
  if (size == 0 && composition.column != 0 && (composition.part & in_multipart) == 0) {
    std::string_view line_end = "\n";
    composition.line_state = 0;
    size = encode_text(line_end, into, composition);
  }
  return size != 0 ? Transfer::octets(size) : Transfer::end();
}

std::uint32_t measure_body(Composition& composition) {
  char octets[16];
  const bool stuffing = composition.rules.dot_stuffing;
  composition.rules.dot_stuffing = false;
  std::uint32_t size = 0;
  std::size_t count = 0;
  do {
    count = pull_body(composition, composition.mail->text, octets).count();
    size += static_cast<std::uint32_t>(count);
  } while (count != 0);
  composition.rules.dot_stuffing = stuffing;
  static_cast<void>(begin_body(composition));
  return size;
}

}  // namespace postino::detail
