// SPDX-License-Identifier: MIT
/// One header field after the other, folded and encoded.
#pragma once

#include <cstddef>
#include <string_view>

#include "postino/config.hpp"
#include "postino/mail.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// Writes whole fields from their arguments alone, so a Writer can take them in parts.
class HeaderWriter {
 public:
  explicit HeaderWriter(Writer& out) : out_{&out} {}

  /// "Name:"; what follows brings its own blank.
  void begin(std::string_view name);
  /// A blank and a word that has none; on a new line where it would pass config::fold_column.
  void word(std::string_view word);
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
  void encoded_words(std::string_view text);
  void display_name(std::string_view name);

  Writer* out_;
  std::size_t column_ = 0;
  std::size_t limit_ = config::fold_column;  // of the current line
};

}  // namespace postino::detail
