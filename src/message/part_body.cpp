// SPDX-License-Identifier: MIT
// RFC 2045 6.8: base64 of what comes in pieces of any size; 6.8 again: of a text with its line ends
// as CRLF.
#include "message/part_body.hpp"

#include <cstring>

#include "base/ascii.hpp"
#include "base/count.hpp"
#include "base/smaller.hpp"
#include "codec/base64_lines.hpp"
#include "codec/text_encoder.hpp"
#include "message/body.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

/// Composition::line_state in base64, beside line_state::after_cr.
constexpr std::uint8_t ended = 2;
constexpr std::uint8_t carried = 4;  // and up: how many of Composition::carry count

/// What is not encoded yet: where it comes from, and how.
class Feed {
 public:
  Feed(Composition& composition, Source* source, std::string_view octets)
      : composition_{&composition}, source_{source}, octets_{octets} {}

  /// The next octets of the source, or of a text with its line ends made CRLF.
  Transfer pull(std::span<char> into) const {
    if ((composition_->line_state & ended) != 0) return Transfer::end();
    const Transfer got = source_ != nullptr ? source_->pull(into) : pull_lines(into);
    if (got == Transfer::end()) composition_->line_state |= ended;
    return got;
  }

 private:
  Transfer pull_lines(std::span<char> into) const {
    Composition lines{};  // one in each call, which is too short to have a line broken
    lines.rules.dot_stuffing = false;
    lines.line_state = composition_->line_state & line_state::after_cr;
    std::string_view left = behind(octets_, composition_->offset);
    const std::size_t size =
        encode_text(left, into.first(smaller(into.size(), config::max_line_size)), lines);
    composition_->offset = static_cast<std::uint32_t>(octets_.size() - left.size());
    composition_->line_state =
        static_cast<std::uint8_t>((composition_->line_state & ~line_state::after_cr) |
                                  (lines.line_state & line_state::after_cr));
    return size != 0 ? Transfer::octets(size) : Transfer::end();
  }

  Composition* composition_;
  Source* source_;
  std::string_view octets_;
};

/// Straight from the caller's memory.
Transfer pull_octets(Composition& composition, std::string_view octets, std::span<char> into) {
  const std::string_view left = behind(octets, composition.offset);
  if (left.empty()) return Transfer::end();
  Moved moved = write_base64(left, into, composition.column);
  if (moved.consumed == 0) moved = {left.size(), write_base64_end(left, into, composition.column)};
  composition.offset += static_cast<std::uint32_t>(moved.consumed);
  return Transfer::octets(moved.produced);
}

/// One or two octets that wait for a third.
void carry(Composition& composition, std::string_view octets) {
  for (std::size_t i = 0; i < octets.size(); ++i) composition.carry[i] = octets[i];
  composition.line_state =
      static_cast<std::uint8_t>((composition.line_state & (carried - 1)) | octets.size() * carried);
}

/// What comes is put at the tail of the packet, behind what was carried, and encoded from there to
/// its front; there is as much of it as makes the packet full.
Transfer pull_feed(Composition& composition, const Feed& feed, std::span<char> into) {
  const std::size_t most = base64_input(into.size());
  for (;;) {
    const std::size_t kept = composition.line_state / carried;
    const std::span<char> tail = into.last(most);
    const Transfer got = feed.pull(tail.subspan(kept));
    std::memcpy(tail.data(), composition.carry, kept);
    if (got == Transfer::end() && kept != 0) {
      carry(composition, {});
      return Transfer::octets(
          write_base64_end({composition.carry, kept}, into, composition.column));
    }
    if (got.count() == 0) return got;
    const std::string_view in{tail.data(), kept + got.count()};
    const std::string_view rest = behind(in, in.size() / 3 * 3);
    char left[2] = {};
    std::memcpy(left, rest.data(), rest.size());
    const Moved moved = write_base64(in, into, composition.column);
    carry(composition, {left, rest.size()});
    if (moved.produced != 0) return Transfer::octets(moved.produced);
  }
}

/// The last line of the mail ends behind base64, too.
Transfer end_base64(Composition& composition, std::span<char> into) {
  if (!Place{composition.part}.alone || composition.column == 0) return Transfer::end();
  std::memcpy(into.data(), "\r\n", 2);
  composition.column = 0;
  return Transfer::octets(2);
}

std::uint32_t composed_size(Composition trial, const Layout& layout, Leaf leaf) {
  char octets[64];
  std::size_t size = 0;
  Transfer pulled = pull_part(trial, layout, leaf, octets);
  while (pulled.count() != 0) {
    size += pulled.count();
    pulled = pull_part(trial, layout, leaf, octets);
  }
  return declared_size(size);
}

}  // namespace

Transfer pull_part(Composition& composition, const Layout& layout, Leaf leaf,
                   std::span<char> into) {
  const TransferEncoding encoding = Place{composition.part}.encoding;
  const bool in_base64 = encoding == TransferEncoding::Base64;
  if (leaf.part <= Part::Html) {
    const Text& text = layout.text(leaf.part);
    if (encoding == TransferEncoding::Binary) {
      return pull_binary(composition, text.source(), text.view(), into);
    }
    if (!in_base64) return pull_body(composition, text, into);
    const Transfer pulled =
        pull_feed(composition, Feed{composition, text.source(), text.view()}, into);
    return pulled == Transfer::end() ? end_base64(composition, into) : pulled;
  }
  const Content& content = layout.attachment(leaf).content;
  if (encoding == TransferEncoding::Binary) {
    return pull_binary(composition, content.source(), content.view(), into);
  }
  if (!in_base64) return pull_body(composition, View{content.view()}, into);
  if (content.source() == nullptr) return pull_octets(composition, content.view(), into);
  return pull_feed(composition, Feed{composition, content.source(), {}}, into);
}

std::uint32_t part_size(const Composition& composition, const Layout& layout, Leaf leaf) {
  constexpr std::uint32_t largest = 3'000'000'000;
  const TransferEncoding encoding = Place{composition.part}.encoding;
  if (leaf.part <= Part::Html && encoding != TransferEncoding::Binary) {
    const Text& text = layout.text(leaf.part);
    Composition trial = composition;
    if (text.source() != nullptr) return Source::unknown_size;
    return encoding == TransferEncoding::Base64 ? composed_size(trial, layout, leaf)
                                                : measure_body(trial, text);
  }
  const Content content = leaf.part <= Part::Html ? Content{layout.text(leaf.part).view()}
                                                  : layout.attachment(leaf).content;
  const std::size_t size =
      content.source() != nullptr ? content.source()->size() : content.view().size();
  if (size > largest) return Source::unknown_size;
  const auto octets = static_cast<std::uint32_t>(size);
  return encoding == TransferEncoding::Base64 ? base64_size(octets) : octets;
}

}  // namespace postino::detail
