// SPDX-License-Identifier: MIT
/// Which parts a mail has, and what holds them: mixed(related(alternative(text, HTML), inlines),
/// attachments), without the levels that would hold one thing only.
#pragma once

#include <cstdint>

#include "postino/mail.hpp"
#include "postino/mime.hpp"

namespace postino::detail {

/// In the order of the mail; End: behind all of them.
enum class Part : std::uint8_t { Text, Html, Inline, Attachment, End };

/// RFC 2045 6.
enum class TransferEncoding : std::uint8_t { SevenBit, QuotedPrintable, EightBit, Base64, Binary };

struct Leaf {
  Part part = Part::Text;
  std::uint8_t index = 0;
};

/// RFC 2046 5.1; the letter that ends its boundary.
enum class Multipart : char { None = '\0', Mixed = 'm', Related = 'r', Alternative = 'a' };

class Layout {
 public:
  Layout(const Mail& mail, const MimeContent& content) : mail_{&mail}, content_{&content} {}

  [[nodiscard]] const Mail& mail() const { return *mail_; }
  [[nodiscard]] const MimeContent& content() const { return *content_; }

  [[nodiscard]] bool has(Part part) const;
  [[nodiscard]] bool has(Multipart level) const;
  /// Text, or HTML where there is no text.
  [[nodiscard]] Part first() const { return has(Part::Text) ? Part::Text : Part::Html; }
  [[nodiscard]] Leaf after(Leaf leaf) const;
  /// The kind of part before this one's first.
  [[nodiscard]] Part before(Part part) const;
  /// What holds it directly.
  [[nodiscard]] Multipart around(Part part) const;

  /// Mail::text or HTML.
  [[nodiscard]] const Text& text(Part part) const {
    return part == Part::Text ? mail_->text : content_->html;
  }
  /// An inline or an attachment.
  [[nodiscard]] const Attachment& attachment(Leaf leaf) const {
    return (leaf.part == Part::Inline ? content_->inlines : content_->attachments)[leaf.index];
  }

 private:
  const Mail* mail_;
  const MimeContent* content_;
};

}  // namespace postino::detail
