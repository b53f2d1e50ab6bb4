// SPDX-License-Identifier: MIT
/// One header field after the other, folded and encoded.
#pragma once

#include <cstddef>
#include <string_view>

#include "postino/config.hpp"
#include "postino/mail.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// Writes whole fields from their arguments alone, so they can be written in parts.
class HeaderWriter : public Writer {
 public:
  using Writer::Writer;

  /// "Name:", on a new line behind another field; text and mailboxes bring their own blank.
  void begin(const char* name);
  /// UTF-8 text: as it is if that is safe and folds, else as encoded words.
  void text(const View& text);
  /// "address", or "name <address>".
  void mailbox(const Mailbox& mailbox);

 private:
  void begin_line();
  void fold(std::size_t size);
  void encoded_words(const char* text, std::size_t size);
  void display_name(const View& name);

  std::size_t line_start_ = 0;
  std::size_t limit_ = config::fold_column;  // of the current line
};

}  // namespace postino::detail
