// SPDX-License-Identifier: MIT
// RFC 2045, RFC 2046: one part after the other, each a heading and a body.
#include "base/ascii.hpp"
#include "codec/text_encoder.hpp"
#include "message/body.hpp"
#include "message/boundary.hpp"
#include "message/examine.hpp"
#include "message/headers.hpp"
#include "message/mime_heading.hpp"
#include "message/mime_layout.hpp"
#include "message/part_body.hpp"

namespace postino {

using detail::HeaderWriter;
using detail::Layout;
using detail::Leaf;
using detail::Part;
using detail::Place;
using detail::TransferEncoding;

namespace {

/// Of a text, of which there is one, the item is a piece of its heading, and the index means
/// nothing.
Leaf leaf_of(const Composition& composition) {
  const Part part = Place{composition.part}.part;
  return {part, static_cast<std::uint8_t>(composition.item)};
}

/// What no line of a part may begin with.
class Delimiter {
 public:
  explicit Delimiter(const Mail& mail) {
    Writer out{std::span{octets_}.subspan(2), 0};
    detail::write_boundary(out, mail);
  }
  operator std::string_view() const { return {octets_, sizeof octets_}; }

 private:
  char octets_[2 + detail::boundary_octets] = {'-', '-'};
};

/// A text from a Source can't be looked at.
TransferEncoding encoding_of(const Text& text, const Mail& mail, const ContentRules& rules) {
  if (text.source() != nullptr) return TransferEncoding::QuotedPrintable;
  const Delimiter delimiter{mail};
  const detail::Examined found = detail::examine(text.view(), delimiter);
  if (found.fits && !found.eight_bit) return TransferEncoding::SevenBit;
  if (found.fits && rules.eight_bit) return TransferEncoding::EightBit;
  if (rules.binary && found.exact && detail::holds(text.view(), delimiter)) {
    return TransferEncoding::Binary;
  }
  return found.dense ? TransferEncoding::Base64 : TransferEncoding::QuotedPrintable;
}

/// Line ends that are not CRLF would arrive changed, but in binary.
TransferEncoding encoding_of(const Attachment& attachment, const Mail& mail,
                             const ContentRules& rules) {
  const std::string_view type = attachment.type;
  const std::string_view octets = attachment.content.view();
  const Delimiter delimiter{mail};
  const bool text = type.size() > 5 && detail::equal_ignoring_case(detail::front(type, 5), "text/");
  if (attachment.content.source() == nullptr && (text || detail::is_message(type))) {
    const detail::Examined found = detail::examine(octets, delimiter);
    if (found.fits && found.exact && !found.eight_bit) return TransferEncoding::SevenBit;
    if (found.fits && found.exact && rules.eight_bit) return TransferEncoding::EightBit;
  }
  if (!rules.binary) return TransferEncoding::Base64;
  // A Source can't be searched, but in random bits nothing hits upon the delimiter.
  const bool clear = attachment.content.source() == nullptr ? detail::holds(octets, delimiter)
                                                            : detail::is_random(mail.message_id);
  return clear ? TransferEncoding::Binary : TransferEncoding::Base64;
}

/// To the first octet before the part.
void enter(Composition& composition, const Layout& layout, Leaf leaf) {
  composition.item = leaf.index;
  composition.line_state = 0;
  composition.column = 0;
  composition.offset = 0;
  const bool alone = layout.around(leaf.part) == detail::Multipart::None;
  Place place{leaf.part, TransferEncoding::SevenBit, alone};
  const ContentRules& rules = composition.rules;
  const Mail& mail = *composition.mail;
  if (leaf.part <= Part::Html) {
    place.encoding = encoding_of(layout.text(leaf.part), mail, rules);
  } else if (leaf.part != Part::End) {
    place.encoding = encoding_of(layout.attachment(leaf), mail, rules);
  }
  const bool quoted = place.encoding == TransferEncoding::QuotedPrintable;
  composition.encoding = static_cast<std::uint8_t>(quoted ? detail::Encoding::QuotedPrintable
                                                          : detail::Encoding::AsIs);
  composition.part = place.stored();
}

HeaderWriter write_heading(std::span<char> into, Composition& at, const Layout& layout) {
  const bool utf8 = at.rules.utf8;
  const TransferEncoding encoding = Place{at.part}.encoding;
  HeaderWriter out{into, at, utf8 ? HeaderWriter::raw_text : HeaderWriter::shortest_words};
  while (out.next(at, detail::write_heading(out, layout, leaf_of(at), encoding, utf8, at.item))) {
  }
  return out;
}

Source* source_of(const Layout& layout, Leaf leaf) {
  if (leaf.part == Part::End) return nullptr;
  return leaf.part <= Part::Html ? layout.text(leaf.part).source()
                                 : layout.attachment(leaf).content.source();
}

/// Adds what `leaf` needs; a size that is unknown, or too large to be told, stays so.
void add(std::uint32_t& size, Composition& composition, const Layout& layout, Leaf leaf) {
  if (size == ContentFacts::unknown_size) return;
  const std::uint32_t body =
      leaf.part == Part::End ? 0 : detail::part_size(composition, layout, leaf);
  composition.offset = HeaderWriter::all_done;
  const auto head = static_cast<std::uint32_t>(write_heading({}, composition, layout).total());
  const std::uint32_t room = ContentFacts::unknown_size - size;
  size = body >= room || head >= room - body ? ContentFacts::unknown_size : size + head + body;
}

}  // namespace

ContentFacts MimeComposer::begin(Composition& composition) const {
  const Layout layout{*composition.mail, content_};
  ContentFacts facts{};
  facts.eight_bit = composition.rules.utf8;
  facts.size = composition.rules.size ? 0 : ContentFacts::unknown_size;
  const Leaf first{layout.first()};
  for (Leaf leaf = first;; leaf = layout.after(leaf)) {
    enter(composition, layout, leaf);
    const TransferEncoding encoding = Place{composition.part}.encoding;
    if (encoding == TransferEncoding::EightBit) facts.eight_bit = true;
    if (encoding == TransferEncoding::Binary) facts.binary = true;
    Source* const source = source_of(layout, leaf);
    if (source != nullptr && !source->rewind()) facts.ready = false;
    add(facts.size, composition, layout, leaf);
    if (leaf.part == Part::End) break;
  }
  enter(composition, layout, first);
  return facts;
}

Transfer MimeComposer::pull(Composition& composition, std::span<char> into) const {
  const Layout layout{*composition.mail, content_};
  for (;;) {
    const Leaf leaf = leaf_of(composition);
    Place place{composition.part};
    if (!place.in_body) {
      const HeaderWriter out = write_heading(into, composition, layout);
      place.in_body = out.complete();
      composition.part = place.stored();
      if (out.written() != 0) return Transfer::octets(out.written());
    }
    if (leaf.part == Part::End) return Transfer::end();
    const Transfer pulled = detail::pull_part(composition, layout, leaf, into);
    if (pulled != Transfer::end()) return pulled;
    enter(composition, layout, layout.after(leaf));
  }
}

}  // namespace postino
