// SPDX-License-Identifier: MIT
// RFC 5322 2.1.1 and 2.2.3 (length and folding), 3.2.4 (quoted strings), 3.4 (mailboxes);
// RFC 2047 2, 4.1 and 5 (encoded words).
#include "message/header_writer.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "codec/base64.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

/// 45 octets are 60 in base64, and 72 with what is around them: under RFC 2047's 75, and under the
/// fold column with the blank before them.
constexpr std::size_t encoded_word_octets = 45;

/// RFC 2047 2: longest line with an encoded word in it.
constexpr std::size_t encoded_line = 76;

/// Longest word that goes as it is, so that a line stays under config::line_octets.
constexpr std::size_t longest_word = config::line_octets - config::fold_column;

/// Whether a receiver reads the very same text from it unencoded: printable ASCII, single blanks
/// between words and none around them, nothing that looks like an encoded word.
bool is_plain(std::string_view text) {
  char before = ' ';
  std::size_t word = 0;
  for (const char octet : text) {
    const bool blank = octet == ' ';
    word = blank ? 0 : word + 1;
    if (octet < ' ' || octet >= 0x7f || (blank && before == ' ') ||
        (before == '=' && octet == '?') || word > longest_word) {
      return false;
    }
    before = octet;
  }
  return text.empty() || before != ' ';
}

/// RFC 5322 3.2.1: stands in a quoted string behind a backslash.
constexpr bool is_escaped(char octet) { return octet == '"' || octet == '\\'; }

}  // namespace

void HeaderWriter::begin(std::string_view name) {
  out_->put(name);
  out_->put(':');
  column_ = name.size() + 1;
  limit_ = config::fold_column;
}

/// A blank before `size` octets, behind a line break where they would not fit.
void HeaderWriter::fold(std::size_t size) {
  if (column_ + 1 + size > limit_) {
    out_->put("\r\n");
    column_ = 0;
    limit_ = config::fold_column;
  }
  out_->put(' ');
  column_ += 1 + size;
}

void HeaderWriter::word(std::string_view word) {
  fold(word.size());
  out_->put(word);
}

void HeaderWriter::text(std::string_view text) {
  if (!is_plain(text)) return encoded_words(text);
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && text[size] != ' ') ++size;
    word(front(text, size));
    text.remove_prefix(size < text.size() ? size + 1 : size);
  }
}

/// In base64: a device's image has it for AUTH already. Blanks between two encoded words are not
/// part of the text, so all of it is inside.
void HeaderWriter::encoded_words(std::string_view text) {
  while (!text.empty()) {
    limit_ = encoded_line;
    const std::size_t left = column_ + 32 < limit_ ? limit_ - column_ : limit_;
    std::size_t size = (left - 13) / 4 * 3;
    if (size > encoded_word_octets) size = encoded_word_octets;
    if (size > text.size()) size = text.size();
    while (size < text.size() && continues_code_point(text[size])) --size;
    fold(12 + (size + 2) / 3 * 4);
    limit_ = encoded_line;
    out_->put("=?utf-8?B?");
    put_base64(*out_, front(text, size));
    out_->put("?=");
    text.remove_prefix(size);
  }
}

/// A phrase: encoded if it must be or would not fold, else quoted, which is right for plain text.
void HeaderWriter::display_name(std::string_view name) {
  if (is_name(name, " ")) return text(name);
  std::size_t size = name.size() + 2;
  for (const char octet : name) size += is_escaped(octet) ? 1U : 0U;
  if (!is_plain(name) || size >= config::fold_column) return encoded_words(name);
  fold(size);
  out_->put('"');
  for (const char octet : name) {
    if (is_escaped(octet)) out_->put('\\');
    out_->put(octet);
  }
  out_->put('"');
}

void HeaderWriter::mailbox(const View& address, const View& name, const char* behind) {
  const bool named = !name.empty();
  if (named) display_name(name);
  fold(address.size() + 3);
  if (named) out_->put('<');
  out_->put(address);
  if (named) out_->put('>');
  out_->put(behind);
}

void HeaderWriter::end() { out_->put("\r\n"); }

void HeaderWriter::field(std::string_view name, std::string_view text) {
  begin(name);
  this->text(text);
  end();
}

}  // namespace postino::detail
