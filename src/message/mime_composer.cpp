// SPDX-License-Identifier: MIT
// RFC 2045, RFC 2046: one part after the other, each a heading and a body.
#include "base/ascii.hpp"
#include "message/body.hpp"
#include "message/boundary.hpp"
#include "message/examine.hpp"
#include "message/mime_heading.hpp"
#include "message/mime_layout.hpp"
#include "message/part_body.hpp"

namespace postino {

using detail::Encoding;
using detail::Layout;
using detail::Leaf;
using detail::Part;

namespace {

/// Composition::part: the Part, and whether its heading is done.
constexpr std::uint8_t in_body = 0x80;

Leaf leaf_of(const Composition& composition) {
  return {static_cast<Part>(composition.part & ~in_body), composition.item};
}

detail::Examined examine(std::string_view text, const Mail& mail) {
  char delimiter[2 + detail::boundary_octets] = {'-', '-'};
  Writer out{std::span{delimiter}.subspan(2), 0};
  detail::write_boundary(out, mail);
  return detail::examine(text, {delimiter, sizeof delimiter});
}

/// A text from a Source can't be looked at.
Encoding encoding_of(const Text& text, const Mail& mail, bool eight_bit) {
  if (text.source() != nullptr) return Encoding::QuotedPrintable;
  const detail::Examined found = examine(text.view(), mail);
  if (found.fits && !found.eight_bit) return Encoding::AsIs;
  if (found.fits && eight_bit) return Encoding::EightBit;
  return found.dense ? Encoding::Base64 : Encoding::QuotedPrintable;
}

/// Line ends that are not CRLF would arrive changed.
Encoding encoding_of(const Attachment& attachment, const Mail& mail, bool eight_bit) {
  const std::string_view type = attachment.type;
  const bool text = type.size() > 5 && detail::equal_ignoring_case(detail::front(type, 5), "text/");
  if (attachment.content.source() != nullptr || !(text || detail::is_message(type))) {
    return Encoding::Base64;
  }
  const detail::Examined found = examine(attachment.content.view(), mail);
  if (!found.fits || !found.exact || (found.eight_bit && !eight_bit)) return Encoding::Base64;
  return found.eight_bit ? Encoding::EightBit : Encoding::AsIs;
}

/// To the first octet before the part.
void enter(Composition& composition, const Layout& layout, Leaf leaf) {
  composition.part = static_cast<std::uint8_t>(leaf.part);
  composition.item = leaf.index;
  composition.line_state = 0;
  composition.column = 0;
  composition.offset = 0;
  if (leaf.part == Part::End) return;
  const bool eight_bit = composition.rules.eight_bit;
  const Mail& mail = *composition.mail;
  composition.encoding = static_cast<std::uint8_t>(
      leaf.part <= Part::Html ? encoding_of(layout.text(leaf.part), mail, eight_bit)
                              : encoding_of(layout.attachment(leaf), mail, eight_bit));
}

void write_heading(Writer& out, const Composition& composition, const Layout& layout) {
  const bool utf8 = composition.rules.utf8;
  detail::HeaderWriter headers{
      out, utf8 ? detail::HeaderWriter::raw_text : detail::HeaderWriter::shortest_words};
  detail::write_heading(headers, layout, leaf_of(composition),
                        static_cast<Encoding>(composition.encoding), utf8);
}

Source* source_of(const Layout& layout, Leaf leaf) {
  if (leaf.part == Part::End) return nullptr;
  return leaf.part <= Part::Html ? layout.text(leaf.part).source()
                                 : layout.attachment(leaf).content.source();
}

/// Adds what `leaf` needs; a size that is unknown, or too large to be told, stays so.
void add(std::uint32_t& size, const Composition& composition, const Layout& layout, Leaf leaf) {
  if (size == ContentFacts::unknown_size) return;
  Writer heading{{}, 0};
  write_heading(heading, composition, layout);
  const std::uint32_t body =
      leaf.part == Part::End ? 0 : detail::part_size(composition, layout, leaf);
  const auto head = static_cast<std::uint32_t>(heading.total());
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
    if (static_cast<Encoding>(composition.encoding) == Encoding::EightBit) facts.eight_bit = true;
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
  while (true) {
    const Leaf leaf = leaf_of(composition);
    if ((composition.part & in_body) == 0) {
      Writer out{into, composition.offset};
      write_heading(out, composition, layout);
      composition.offset += static_cast<std::uint32_t>(out.written());
      if (out.complete()) {
        composition.part |= in_body;
        composition.offset = 0;
      }
      if (out.written() != 0) return Transfer::octets(out.written());
    }
    if (leaf.part == Part::End) return Transfer::end();
    Transfer pulled = detail::pull_part(composition, layout, leaf, into);
    const bool alone = layout.around(leaf.part) == detail::Multipart::None;
    if (pulled == Transfer::end() && alone) pulled = detail::end_line(composition, into);
    if (pulled != Transfer::end()) return pulled;
    enter(composition, layout, layout.after(leaf));
  }
}

}  // namespace postino
