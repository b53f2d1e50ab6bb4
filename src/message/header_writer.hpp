// SPDX-License-Identifier: MIT
/// One header field after the other, folded and encoded.
#pragma once

#include <cstddef>
#include <string_view>

#include "postino/config.hpp"
#include "postino/mail.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// Whether a receiver reads the very same text from it unencoded: printable ASCII, or UTF-8 if
/// `utf8`, single blanks between words and none around them, nothing that looks like an encoded
/// word, and no word too long to fold.
[[nodiscard]] bool is_plain(const View& text, bool utf8);

/// Writes whole fields from their arguments alone, so they can be written in parts.
class HeaderWriter : public Writer {
 public:
  /// Writes UTF-8 text that is not plain ASCII; `phrase`: as a display name. An image carries those
  /// that its composers name.
  using Encode = void (*)(HeaderWriter& out, const View& text, bool phrase);
  /// RFC 2047, all in B: a device's image has base64 for AUTH already.
  static void base64_words(HeaderWriter& out, const View& text, bool phrase);
  /// RFC 2047, in B or Q, whichever is shorter.
  static void shortest_words(HeaderWriter& out, const View& text, bool phrase);
  /// RFC 6532: as it is where that can be read back; else shortest_words().
  static void raw_text(HeaderWriter& out, const View& text, bool phrase);

  HeaderWriter(std::span<char> room, std::size_t skip, Encode encode = base64_words)
      : Writer{room, skip}, encode_{encode} {}

  /// "Name:", on a new line behind another field; text and mailboxes bring their own blank.
  void begin(const char* name);
  /// UTF-8 text: as it is if that is safe and folds, else as encoded words.
  void text(const View& text);
  /// Printable ASCII that does not end in a blank, as it is, folded at its blanks.
  void words(const View& text);
  /// "address", or "name <address>".
  void mailbox(const Mailbox& mailbox);
  /// A blank before `size` octets, behind a line break where they would not fit.
  void fold(std::size_t size);

 private:
  void begin_line();
  void display_name(const View& name);
  bool quoted(const View& name);

  /// RFC 2047 2: longest line with an encoded word in it.
  static constexpr std::size_t encoded_line = 76;

  Encode encode_;

  std::size_t line_start_ = 0;
  std::size_t limit_ = config::fold_column;  // of the current line
};

}  // namespace postino::detail
