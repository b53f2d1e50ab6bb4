// SPDX-License-Identifier: MIT
// RFC 2046 5.1.3 (mixed), 5.1.4 (alternative); RFC 2387 (related).
#include "message/mime_layout.hpp"

namespace postino::detail {
namespace {

bool is_there(const Text& text) { return text.source() != nullptr || !text.view().empty(); }

Part next(Part part) { return static_cast<Part>(static_cast<std::uint8_t>(part) + 1); }

}  // namespace

bool Layout::has(Part part) const {
  switch (part) {
    case Part::Text:
      return is_there(mail_->text) || !is_there(content_->html);
    case Part::Html:
      return is_there(content_->html);
    case Part::Inline:
      return !content_->inlines.empty();
    case Part::Attachment:
      return !content_->attachments.empty();
    case Part::End:
      break;
  }
  return true;
}

bool Layout::has(Multipart level) const {
  if (level == Multipart::Mixed) return has(Part::Attachment);
  if (level == Multipart::Related) return has(Part::Inline);
  return has(Part::Text) && has(Part::Html);
}

Leaf Layout::after(Leaf leaf) const {
  const std::size_t more = leaf.part == Part::Inline       ? content_->inlines.size()
                           : leaf.part == Part::Attachment ? content_->attachments.size()
                                                           : 0;
  if (leaf.index + 1U < more) return {leaf.part, static_cast<std::uint8_t>(leaf.index + 1)};
  Part part = next(leaf.part);
  while (!has(part)) part = next(part);
  return {part};
}

Part Layout::before(Part part) const {
  Part found = first();
  for (Part each = first(); each < part; each = next(each)) {
    if (has(each)) found = each;
  }
  return found;
}

Multipart Layout::around(Part part) const {
  if (part == Part::End) return Multipart::None;
  if (part <= Part::Html && has(Multipart::Alternative)) return Multipart::Alternative;
  if (part <= Part::Inline && has(Multipart::Related)) return Multipart::Related;
  return has(Multipart::Mixed) ? Multipart::Mixed : Multipart::None;
}

}  // namespace postino::detail
