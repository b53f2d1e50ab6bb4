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
[[nodiscard]] bool is_plain(std::string_view text, bool utf8);

/// `mark` and two hexadecimal digits.
void put_coded(Writer& out, char mark, char octet);

/// Writes whole fields from their arguments alone, so a Writer can take them in parts.
class HeaderWriter {
 public:
  /// Writes UTF-8 text that is not plain ASCII; `phrase`: as a display name. An image carries those
  /// that its composers name.
  using Encode = void (*)(HeaderWriter& headers, std::string_view text, bool phrase);
  /// RFC 2047, all in B: a device's image has base64 for AUTH already.
  static void base64_words(HeaderWriter& headers, std::string_view text, bool phrase);
  /// RFC 2047, in B or Q, whichever is shorter.
  static void shortest_words(HeaderWriter& headers, std::string_view text, bool phrase);
  /// RFC 6532: as it is where that can be read back; else shortest_words().
  static void raw_text(HeaderWriter& headers, std::string_view text, bool phrase);

  explicit HeaderWriter(Writer& out, Encode encode = base64_words) : out_{&out}, encode_{encode} {}

  /// "Name:"; what follows brings its own blank.
  void begin(std::string_view name);
  /// A blank and a word that has none; on a new line where it would pass config::fold_column.
  void word(std::string_view word);
  /// A blank and "<text>"; it may have its brackets already.
  void identifier(std::string_view text);
  /// UTF-8 text: as it is if that is safe and folds, else as encoded words.
  void text(std::string_view text);
  /// "address", or "name <address>", and `behind` right after it.
  void mailbox(const View& address, const View& name, const char* behind);
  void end();
  /// The three above for a whole field.
  void field(std::string_view name, std::string_view text);

  [[nodiscard]] Writer& out() { return *out_; }

 private:
  void fold(std::size_t size);
  std::size_t encoded_room();
  void words(std::string_view text);
  void display_name(std::string_view name);
  bool quoted(std::string_view name);

  /// RFC 2047 2: longest line with an encoded word in it.
  static constexpr std::size_t encoded_line = 76;

  Writer* out_;
  Encode encode_;
  std::size_t column_ = 0;
  std::size_t limit_ = config::fold_column;  // of the current line
};

}  // namespace postino::detail
