// SPDX-License-Identifier: MIT
// RFC 2047 2, 4.2 and 5 (3): Q may hold letters, digits and a few more in any place; RFC 6532 3.2.
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "codec/base64.hpp"
#include "message/coded_octet.hpp"
#include "message/header_writer.hpp"

namespace postino::detail {
namespace {

constexpr NameOctets literals{" !*+-/"};

bool is_literal(char octet) { return literals.has(octet); }

std::size_t encoded_size(std::string_view text, bool in_q) {
  if (!in_q) return (text.size() + 2) / 3 * 4;
  std::size_t size = 0;
  for (const char octet : text) size += is_literal(octet) ? 1U : 3U;
  return size;
}

/// As many whole characters as `room` holds.
std::string_view first_word(std::string_view text, std::size_t room, bool in_q) {
  std::size_t size = 0;
  while (size < text.size()) {
    const std::size_t more = size + first_code_point(behind(text, size)).size();
    if (encoded_size(front(text, more), in_q) > room) break;
    size = more;
  }
  return front(text, size);
}

void put_quoted(Writer& out, std::string_view text) {
  for (const char octet : text) {
    if (!is_literal(octet)) {
      put_coded(out, '=', octet);
    } else {
      out.put(octet == ' ' ? '_' : octet);
    }
  }
}

}  // namespace

void HeaderWriter::shortest_words(HeaderWriter& out, const View& text, bool) {
  const bool in_q = encoded_size(text, true) < encoded_size(text, false);
  std::string_view left = text;
  while (!left.empty()) {
    // As in base64_words().
    const std::size_t column = out.column();
    const std::size_t room = column + 32 < encoded_line ? encoded_line - column : encoded_line;
    const std::string_view word = first_word(left, room - 13, in_q);
    out.narrower_ = by_encoded_word;
    out.fold(12 + encoded_size(word, in_q));
    out.narrower_ = by_encoded_word;
    out.put(in_q ? "=?utf-8?Q?" : "=?utf-8?B?");
    if (in_q) {
      put_quoted(out, word);
    } else {
      put_base64(out, word);
    }
    out.put("?=");
    left.remove_prefix(word.size());
  }
}

void HeaderWriter::raw_text(HeaderWriter& out, const View& text, bool phrase) {
  if (is_plain(text, true)) {
    if (!phrase) return out.words(text);
    if (out.quoted(text)) return;
  }
  shortest_words(out, text, phrase);
}

}  // namespace postino::detail
