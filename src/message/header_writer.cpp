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

/// Maximum size of a word that goes as it is, in bytes, so that a line stays under
/// config::max_line_size.
constexpr std::size_t max_word_size = config::max_line_size - config::fold_column;

/// What needs no quotes.
constexpr NameOctets words_octets{" "};

/// RFC 5322 3.2.1: stands in a quoted string behind a backslash.
constexpr bool is_escaped(char octet) { return octet == '"' || octet == '\\'; }

}  // namespace

bool is_plain(const View& text, bool utf8) {
  char before = ' ';
  std::size_t word = 0;
  for (const char octet : std::string_view{text}) {
    const auto value = static_cast<unsigned char>(octet);
    const bool blank = octet == ' ';
    word = blank ? 0 : word + 1;
    if (value < ' ' || (value >= 0x7f && (!utf8 || value == 0x7f)) || (blank && before == ' ') ||
        (before == '=' && octet == '?') || word > max_word_size) {
      return false;
    }
    before = octet;
  }
  return text.empty() || before != ' ';
}

bool HeaderWriter::next(Composition& at, bool more) {
  at.offset += static_cast<std::uint32_t>(written() - begin_);
  if (!complete()) return false;
  begin_ = written();
  at.offset = 0;
  at.column = static_cast<std::uint16_t>(column());
  at.line_state = narrower_;
  at.item += more;
  return more;
}

void HeaderWriter::end() {
  begin("\r\n");
  line_start_ = total();
}

void HeaderWriter::begin(const char* name) {
  if (column() != 0) put("\r\n");
  line_start_ = total();
  narrower_ = 0;
  put(name);
}

void HeaderWriter::fold(std::size_t size) {
  if (column() + narrower_ + 1 + size > config::fold_column) begin("");
  put(' ');
}

/// A phrase that is plain but for what needs quotes is quoted, if it folds then.
void HeaderWriter::text(const View& text, bool phrase) {
  if (is_plain(text, false)) {
    if (!phrase || is_name(text, words_octets)) return words(text);
    if (quoted(text)) return;
  }
  this->encode_(*this, text, phrase);
}

/// Of a plain text, in which one blank is between two words.
void HeaderWriter::words(const View& text) {
  const char* word = text.data();
  const char* const end = word + text.size();
  while (word < end) {
    const char* after = word;
    while (after != end && *after != ' ') ++after;
    const auto size = static_cast<std::size_t>(after - word);
    fold(size);
    put(word, size);
    word = after + 1;
  }
}

/// Blanks between two encoded words are not part of the text, so all of it is inside.
void HeaderWriter::base64_words(HeaderWriter& out, const View& view, bool) {
  const char* text = view.data();
  std::size_t size = view.size();
  while (size != 0) {
    // 12 octets are around the base64, and a blank is before them; no room for some means a line of
    // its own.
    const std::size_t column = out.column();
    const std::size_t left = column + 32 < encoded_line ? encoded_line - column : encoded_line;
    std::size_t count = (left - 13) / 4 * 3;
    if (count > size) count = size;
    while (count < size && continues_code_point(text[count])) --count;
    out.narrower_ = by_encoded_word;
    out.fold(12 + (count + 2) / 3 * 4);
    out.narrower_ = by_encoded_word;
    out.put("=?utf-8?B?");
    put_base64(out, text, count);
    out.put("?=");
    text += count;
    size -= count;
  }
}

/// False, and nothing is written: it would not fold.
bool HeaderWriter::quoted(const View& name) {
  std::size_t size = name.size() + 2;
  for (const char octet : std::string_view{name}) size += is_escaped(octet) ? 1U : 0U;
  if (size >= config::fold_column) return false;
  fold(size);
  put('"');
  for (const char octet : std::string_view{name}) {
    if (is_escaped(octet)) put('\\');
    put(octet);
  }
  put('"');
  return true;
}

void HeaderWriter::mailbox(const Mailbox& mailbox) {
  const bool named = !mailbox.name.empty();
  if (named) text(mailbox.name, true);
  fold(mailbox.address.size() + 3);
  if (named) put('<');
  put(mailbox.address);
  if (named) put('>');
}

}  // namespace postino::detail
