// SPDX-License-Identifier: MIT
// RFC 5322 2.1 (headers, an empty line, a body); RFC 2045 4 to 6 (what the body is).
#include "codec/text_encoder.hpp"
#include "message/body.hpp"
#include "message/headers.hpp"
#include "postino/config.hpp"

namespace postino {

using detail::Encoding;

namespace {

/// RFC 2045 2.7 and 2.8: whether a text is 7-bit data, or 8-bit data where that may go.
bool fits_as_it_is(const Composition& composition) {
  const unsigned unfit = detail::line_state::unfit(composition.rules) | detail::line_state::broken;
  return (composition.line_state & unfit) == 0;
}

void write_all_headers(detail::HeaderWriter& out, const Composition& composition) {
  detail::write_headers(out, *composition.mail);
  out.begin(
      "MIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: ");
  const bool as_is = static_cast<Encoding>(composition.encoding) == Encoding::AsIs;
  out.put(!as_is ? "quoted-printable" : composition.item != 0 ? "8bit" : "7bit");
  out.put("\r\n\r\n");
}

}  // namespace

ContentFacts TextComposer::begin(Composition& composition) const {
  const Text& text = composition.mail->text;
  ContentFacts facts{};
  facts.ready = detail::begin_body(composition);
  composition.part = 0;
  composition.encoding = static_cast<std::uint8_t>(Encoding::AsIs);
  std::uint32_t size = detail::measure_body(composition, text);
  const bool as_is = text.source() == nullptr && fits_as_it_is(composition);
  composition.item = as_is ? composition.line_state & detail::line_state::eight_bit : 0;
  facts.eight_bit = composition.item != 0 || composition.rules.utf8;
  if (!as_is) composition.encoding = static_cast<std::uint8_t>(Encoding::QuotedPrintable);
  if (text.source() == nullptr && composition.rules.size) {
    detail::HeaderWriter nowhere{{}, 0};
    write_all_headers(nowhere, composition);
    if (!as_is) size = detail::measure_body(composition, text);
    facts.size = static_cast<std::uint32_t>(nowhere.total()) + size;
  }
  composition.line_state = 0;
  return facts;
}

Transfer TextComposer::pull(Composition& composition, std::span<char> into) const {
  if (composition.part != 0) return detail::pull_body(composition, composition.mail->text, into);
  detail::HeaderWriter out{into, composition.offset};
  write_all_headers(out, composition);
  composition.offset += static_cast<std::uint32_t>(out.written());
  if (out.complete()) {
    composition.part = 1;
    composition.offset = 0;
  }
  return Transfer::octets(out.written());
}

constinit const TextComposer text_mail;

}  // namespace postino
