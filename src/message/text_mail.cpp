// SPDX-License-Identifier: MIT
// RFC 5322 2.1 (headers, an empty line, a body); RFC 2045 4 to 6 (what the body is).
#include "codec/text_encoder.hpp"
#include "message/body.hpp"
#include "message/headers.hpp"
#include "postino/config.hpp"

namespace postino {

using detail::Encoding;

namespace {

/// RFC 2045 2.7 and 2.8: whether the text is 7-bit data, or 8-bit data where that may go.
bool fits_as_it_is(std::string_view text, bool& eight_bit) {
  std::size_t column = 0;
  for (const char octet : text) {
    const bool ends = octet == '\r' || octet == '\n';
    column = ends ? 0 : column + 1;
    if (octet == '\0' || column > config::line_octets) return false;
    if (static_cast<unsigned char>(octet) >= 0x80) eight_bit = true;
  }
  return true;
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
  bool eight_bit = false;
  const bool as_is = text.source() == nullptr && fits_as_it_is(text.view(), eight_bit) &&
                     (!eight_bit || composition.rules.eight_bit);
  composition.part = 0;
  composition.item = as_is && eight_bit ? 1 : 0;
  composition.encoding =
      static_cast<std::uint8_t>(as_is ? Encoding::AsIs : Encoding::QuotedPrintable);
  facts.eight_bit = composition.item != 0 || composition.rules.utf8;
  if (text.source() == nullptr && composition.rules.size) {
    detail::HeaderWriter nowhere{{}, 0};
    write_all_headers(nowhere, composition);
    facts.size = static_cast<std::uint32_t>(nowhere.total()) + detail::measure_body(composition);
  }
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
