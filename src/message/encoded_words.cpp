// SPDX-License-Identifier: MIT
// RFC 2047 2, 4.2 and 5 (3): Q may hold letters, digits and a few more in any place; RFC 6532 3.2.
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "codec/base64.hpp"
#include "message/header_writer.hpp"

namespace postino::detail {
namespace {

bool is_literal(char octet) { return octet == ' ' || is_name({&octet, 1}, "!*+-/"); }

std::size_t encoded_size(std::string_view text, bool in_q) {
  if (!in_q) return (text.size() + 2) / 3 * 4;
  std::size_t size = 0;
  for (const char octet : text) size += is_literal(octet) ? 1U : 3U;
  return size;
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

void put_coded(Writer& out, char mark, char octet) {
  constexpr const char* digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(octet);
  out.put(mark);
  out.put(digits[value >> 4]);
  out.put(digits[value & 15]);
}

void HeaderWriter::shortest_words(HeaderWriter& headers, std::string_view text, bool) {
  const bool in_q = encoded_size(text, true) < encoded_size(text, false);
  while (!text.empty()) {
    const std::size_t room = headers.encoded_room();
    std::size_t size = 0;
    while (size < text.size()) {
      const std::size_t more = size + first_code_point(behind(text, size)).size();
      if (encoded_size(front(text, more), in_q) > room) break;
      size = more;
    }
    const std::string_view word = front(text, size);
    headers.fold(12 + encoded_size(word, in_q));
    headers.limit_ = encoded_line;
    headers.out_->put(in_q ? "=?utf-8?Q?" : "=?utf-8?B?");
    if (in_q) {
      put_quoted(*headers.out_, word);
    } else {
      put_base64(*headers.out_, word);
    }
    headers.out_->put("?=");
    text.remove_prefix(size);
  }
}

void HeaderWriter::raw_text(HeaderWriter& headers, std::string_view text, bool phrase) {
  if (is_plain(text, true)) {
    if (!phrase) return headers.words(text);
    if (headers.quoted(text)) return;
  }
  shortest_words(headers, text, phrase);
}

}  // namespace postino::detail
