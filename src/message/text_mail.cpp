// SPDX-License-Identifier: MIT
// RFC 5322 2.1 (headers, an empty line, a body); RFC 2045 4 to 6 (what the body is).
#include "base/count.hpp"
#include "codec/text_encoder.hpp"
#include "message/body.hpp"
#include "message/headers.hpp"
#include "postino/config.hpp"

namespace postino {

using detail::Encoding;

namespace {

/// Bits of Composition::part.
constexpr std::uint8_t in_body = 1;
constexpr std::uint8_t eight_bit = detail::line_state::eight_bit;  // goes as it is

/// RFC 2045 2.7 and 2.8: whether a text is 7-bit data, or 8-bit data where that may go.
bool fits_as_it_is(const Composition& composition) {
  const unsigned unfit = detail::line_state::unfit(composition.rules) | detail::line_state::broken;
  return (composition.line_state & unfit) == 0;
}

/// The last piece says what the body is.
bool write_piece(detail::HeaderWriter& out, const Composition& composition) {
  std::size_t number = composition.item;
  if (detail::write_header(out, *composition.mail, number)) return true;
  out.begin(
      "MIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: ");
  const bool as_is = static_cast<Encoding>(composition.encoding) == Encoding::AsIs;
  const bool in_8_bit = (composition.part & eight_bit) != 0;
  out.put(!as_is ? "quoted-printable" : in_8_bit ? "8bit" : "7bit");
  out.end();
  return false;
}

detail::HeaderWriter write_headers(std::span<char> into, Composition& at) {
  detail::HeaderWriter out{into, at};
  while (out.next(at, write_piece(out, at))) {
  }
  return out;
}

}  // namespace

ContentFacts TextComposer::begin(Composition& composition) const {
  const Text& text = composition.mail->text;
  ContentFacts facts{};
  facts.ready = detail::begin_body(composition);
  composition.part = 0;
  composition.item = 0;
  composition.encoding = static_cast<std::uint8_t>(Encoding::AsIs);
  std::uint32_t size = detail::measure_body(composition, text);
  const bool as_is = text.source() == nullptr && fits_as_it_is(composition);
  if (as_is) composition.part = composition.line_state & eight_bit;
  facts.eight_bit = composition.part != 0 || composition.rules.utf8;
  if (!as_is) composition.encoding = static_cast<std::uint8_t>(Encoding::QuotedPrintable);
  if (text.source() == nullptr && composition.rules.size) {
    if (!as_is) size = detail::measure_body(composition, text);
    composition.offset = detail::HeaderWriter::all_done;
    facts.size = detail::declared_size(size + write_headers({}, composition).total());
    composition.item = 0;
  }
  return facts;
}

Transfer TextComposer::pull(Composition& composition, std::span<char> into) const {
  if ((composition.part & in_body) != 0) {
    return detail::pull_body(composition, composition.mail->text, into);
  }
  const detail::HeaderWriter out = write_headers(into, composition);
  if (out.complete()) composition.part |= in_body;
  return Transfer::octets(out.written());
}

constinit const TextComposer text_mail;

}  // namespace postino
