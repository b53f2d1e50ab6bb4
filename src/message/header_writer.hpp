// SPDX-License-Identifier: MIT
/// One header field after the other, folded and encoded.
#pragma once

#include <cstddef>
#include <string_view>

#include "postino/composer.hpp"
#include "postino/config.hpp"
#include "postino/mail.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// Whether a receiver reads the very same text from it unencoded: printable ASCII, or UTF-8 if
/// `utf8`, single blanks between words and none around them, nothing that looks like an encoded
/// word, and no word too long to fold.
[[nodiscard]] bool is_plain(const View& text, bool utf8);

/// Writes a block of fields in pieces: whole fields or items of one. A piece follows from its
/// arguments and the line that it begins on, so it can be written in parts.
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

  /// Composition::offset of a block that is measured: total() is its octets, and none is written.
  static constexpr std::uint32_t all_done = 0xffffffff;

  /// Begins with the piece that is under way at `at`, and leaves out what is done of it.
  HeaderWriter(std::span<char> room, const Composition& at, Encode encode = base64_words)
      : Writer{room, at.offset},
        encode_{encode},
        line_start_{std::size_t{0} - at.column},
        narrower_{at.line_state} {}

  /// A piece of the block was written, and `more` follow. Moves `at` to the next one, or to what
  /// follows the block; or on in this piece, when the room is full. Returns whether to write on.
  [[nodiscard]] bool next(Composition& at, bool more);

  /// "Name:", on a new line behind another field; text and mailboxes bring their own blank.
  void begin(const char* name);
  /// UTF-8 text: as it is if that is safe and folds, else as encoded words.
  void text(const View& text, bool phrase = false);
  /// Printable ASCII that does not end in a blank, as it is, folded at its blanks.
  void words(const View& text);
  /// "address", or "name <address>".
  void mailbox(const Mailbox& mailbox);
  /// The empty line that ends the block.
  void end();
  /// A blank before `size` octets, behind a line break where they would not fit.
  void fold(std::size_t size);

 private:
  [[nodiscard]] std::size_t column() const { return total() - line_start_; }
  bool quoted(const View& name);

  /// RFC 2047 2: longest line with an encoded word in it.
  static constexpr std::size_t encoded_line = 76;
  static constexpr std::uint8_t by_encoded_word = config::fold_column - encoded_line;

  Encode encode_;

  std::size_t line_start_;  // below zero, modulo 2^n, on a line that an earlier packet began
  std::uint8_t narrower_;   // what an encoded word takes from the current line
  std::size_t begin_ = 0;   // of the piece, in the room
};

}  // namespace postino::detail
