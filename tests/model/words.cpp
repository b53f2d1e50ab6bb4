// SPDX-License-Identifier: MIT
#include "model/words.hpp"

#include <cstring>

#include "model/prng.hpp"

namespace postino::model {
namespace {

constexpr std::string_view texts[] = {
    "ok",
    "try again later, the store is full",
    "not 5.7.1 is what this begins with",
    "see https://postmaster.example/why?id=",
    "a line that goes on and on and on, so that no room that a device has for it is ever enough, "
    "whatever the one who wrote it may have thought of those who are to read it; number ",
    "",
};

}  // namespace

/// To the reply, and to what is kept of it.
void Wording::put(std::string_view text) {
  std::memcpy(octets + size, text.data(), text.size());
  size += text.size();
  std::memcpy(words + words_size, text.data(), text.size());
  words_size += text.size();
}

void Wording::put_number(std::uint32_t value) {
  char digits[10];
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count != 0) put({&digits[--count], 1});
}

/// The code and the blank or hyphen after it.
void Wording::line(std::uint16_t code, bool last) {
  octets[size++] = static_cast<char>('0' + code / 100);
  octets[size++] = static_cast<char>('0' + code / 10 % 10);
  octets[size++] = static_cast<char>('0' + code % 10);
  octets[size++] = last ? ' ' : '-';
}

void Wording::end_line(bool last) {
  octets[size++] = '\r';
  octets[size++] = '\n';
  if (!last) words[words_size++] = '\n';
}

void Wording::write(std::uint64_t seed, std::uint32_t number, std::uint16_t code) {
  Random random{seed + number * 0x9e3779b9U};
  size = words_size = 0;
  enhanced = {};
  const std::uint32_t lines = random.chance(20) ? random.between(2, 3) : 1;
  const bool has_code = code >= 400 || code / 100 == 2 ? random.chance(70) : false;
  for (std::uint32_t i = 1; i <= lines; ++i) {
    line(code, i == lines);
    if (i == 1 && has_code) {
      EnhancedStatusCode said{static_cast<std::uint8_t>(code / 100),
                              static_cast<std::uint16_t>(random.below(8)),
                              static_cast<std::uint16_t>(random.below(1000))};
      // RFC 2034 4: one whose class is not the reply's means nothing.
      const bool odd = random.chance(10);
      if (odd) said.status_class = static_cast<std::uint8_t>(code >= 400 ? 2 : 5);
      put_number(said.status_class);
      put(".");
      put_number(said.subject);
      put(".");
      put_number(said.detail);
      put(" ");
      if (!odd) enhanced = said;
    }
    put(random.one_of(texts));
    put("#");
    put_number(number);
    end_line(i == lines);
  }
}

void Wording::write_plain(std::uint16_t code, std::string_view text) {
  size = words_size = 0;
  enhanced = {};
  line(code, true);
  put(text);
  end_line(true);
}

}  // namespace postino::model
