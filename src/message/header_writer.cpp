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

/// Longest word that goes as it is, so that a line stays under config::line_octets.
constexpr std::size_t longest_word = config::line_octets - config::fold_column;

/// RFC 5322 3.2.1: stands in a quoted string behind a backslash.
constexpr bool is_escaped(char octet) { return octet == '"' || octet == '\\'; }

}  // namespace

bool is_plain(std::string_view text, bool utf8) {
  char before = ' ';
  std::size_t word = 0;
  for (const char octet : text) {
    const auto value = static_cast<unsigned char>(octet);
    const bool blank = octet == ' ';
    word = blank ? 0 : word + 1;
    if (value < ' ' || value == 0x7f || (value > 0x7f && !utf8) || (blank && before == ' ') ||
        (before == '=' && octet == '?') || word > longest_word) {
      return false;
    }
    before = octet;
  }
  return text.empty() || before != ' ';
}

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

void HeaderWriter::identifier(std::string_view text) {
  const bool bracketed = text.front() == '<';
  fold(text.size() + (bracketed ? 0 : 2));
  if (!bracketed) out_->put('<');
  out_->put(text);
  if (!bracketed) out_->put('>');
}

void HeaderWriter::text(std::string_view text) {
  if (is_plain(text, false)) {
    words(text);
  } else {
    this->encode_(*this, text, false);
  }
}

void HeaderWriter::words(std::string_view text) {
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && text[size] != ' ') ++size;
    word(front(text, size));
    text.remove_prefix(size < text.size() ? size + 1 : size);
  }
}

/// Octets that an encoded word may hold, on this line, or on the next when this one is nearly full.
std::size_t HeaderWriter::encoded_room() {
  limit_ = encoded_line;
  return (column_ + 32 < limit_ ? limit_ - column_ : limit_) - 13;
}

/// Blanks between two encoded words are not part of the text, so all of it is inside.
void HeaderWriter::base64_words(HeaderWriter& headers, std::string_view text, bool) {
  while (!text.empty()) {
    std::size_t size = headers.encoded_room() / 4 * 3;
    if (size > text.size()) size = text.size();
    while (size < text.size() && continues_code_point(text[size])) --size;
    headers.fold(12 + (size + 2) / 3 * 4);
    headers.limit_ = encoded_line;
    headers.out_->put("=?utf-8?B?");
    put_base64(*headers.out_, front(text, size));
    headers.out_->put("?=");
    text.remove_prefix(size);
  }
}

/// A phrase: encoded if it must be or would not fold, else quoted, which is right for plain text.
void HeaderWriter::display_name(std::string_view name) {
  if (is_name(name, " ")) return text(name);
  if (!is_plain(name, false) || !quoted(name)) this->encode_(*this, name, true);
}

/// False, and nothing is written: it would not fold.
bool HeaderWriter::quoted(std::string_view name) {
  std::size_t size = name.size() + 2;
  for (const char octet : name) size += is_escaped(octet) ? 1U : 0U;
  if (size >= config::fold_column) return false;
  fold(size);
  out_->put('"');
  for (const char octet : name) {
    if (is_escaped(octet)) out_->put('\\');
    out_->put(octet);
  }
  out_->put('"');
  return true;
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
