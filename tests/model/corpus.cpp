// SPDX-License-Identifier: MIT
#include "model/corpus.hpp"

#include <cstring>

#include "model/prng.hpp"

namespace postino::model {
namespace {

constexpr std::size_t sorts = 4;
constexpr std::size_t room = max_content * max_messages + 256;

constexpr const char* lines[] = {
    "RSET",
    "MAIL FROM:<forged@evil.example>",
    "RCPT TO:<victim@evil.example>",
    "DATA",
    ".x",
    "..",
    ".hidden",
    "",
    "BDAT 4 LAST",
    "QUIT",
    "NOOP of the text",
    "Subject: pump 3 runs dry",
    "250 2.0.0 said by the text",
    "The level in tank 2 fell under 14 cm at 03:12 and has not risen since then; valve 7 is shut.",
    "AUTH PLAIN AGEAYg==",
    "x",
};

struct Corpus {
  char text[sorts][room];

  Corpus() {
    for (std::size_t sort = 0; sort < sorts; ++sort) fill(static_cast<Sort>(sort), text[sort]);
  }

  static void fill(Sort sort, char* into) {
    Random random{42 + static_cast<std::uint64_t>(sort)};
    std::size_t size = 0;
    while (size + 128 < room) {
      const char* const line = random.one_of(lines);
      const std::size_t length = std::strlen(line);
      std::memcpy(into + size, line, length);
      size += length;
      if (sort == Sort::EightBit) size = put(into, size, "\xc3\xa9");
      if (sort == Sort::Nul) size = put(into, size, std::string_view{"\0", 1});
      // No line twice, so that a piece at a wrong place shows.
      for (int i = 0; i < 4; ++i) into[size++] = static_cast<char>('a' + random.below(26));
      size = put(into, size, sort == Sort::Lf ? "\n" : "\r\n");
    }
    while (size < room) into[size++] = 'z';
  }

  static std::size_t put(char* into, std::size_t at, std::string_view octets) {
    std::memcpy(into + at, octets.data(), octets.size());
    return at + octets.size();
  }
};

const Corpus& corpus() {
  static const Corpus one;
  return one;
}

}  // namespace

std::string_view text_of(Sort sort, std::size_t number, std::uint32_t size) {
  return {corpus().text[static_cast<std::size_t>(sort)] + number * max_content, size};
}

std::size_t with_crlf(std::string_view text, char* into) {
  char* out = into;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool cr = text[i] == '\r';
    if (!cr && text[i] != '\n') {
      *out++ = text[i];
      continue;
    }
    *out++ = '\r';
    *out++ = '\n';
    if (cr && i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  if (!text.empty() && (out == into || out[-1] != '\n')) {
    *out++ = '\r';
    *out++ = '\n';
  }
  return static_cast<std::size_t>(out - into);
}

std::string_view normal_text(Sort sort, std::size_t number, std::uint32_t size) {
  static char room_for_it[2 * max_content + 2];
  return {room_for_it, with_crlf(text_of(sort, number, size), room_for_it)};
}

}  // namespace postino::model
