// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8, 4.5.2. Most octets of mails are base64, in lines of one length: so the last
// line's is where the next one's end is looked for first.
#include "codec/plain_lines.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#include "base/smaller.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

using Word = std::size_t;

constexpr Word ones = ~Word{0} / 0xff;
constexpr Word high_bits = ones * 0x80;
constexpr Word least = ones * 0x0e;

template <class Octets>
Octets read(const char* text) {
  Octets octets;
  std::memcpy(&octets, text, sizeof octets);
  return octets;
}

/// The high bits are 0 if every octet is plain. Where a lower octet borrows, one above it may look
/// as if it were not.
Word suspects(Word word) { return (word - least) | word; }

/// Octets in front of the first one that is not plain; there is one.
std::size_t plain_octets(Word word) {
  const Word found = (~((word | high_bits) - least) | word) & high_bits;
  constexpr bool little = std::endian::native == std::endian::little;
  if constexpr (config::wide_copies) {
    const int bits = little ? std::countr_zero(found) : std::countl_zero(found);
    return static_cast<std::size_t>(bits) / 8;
  }
  // Small processors have no instruction for that.
  std::size_t octets = 0;
  for (Word left = found; (left & (little ? Word{0x80} : ~(~Word{0} >> 1))) == 0; ++octets) {
    left = little ? left >> 8 : left << 8;
  }
  return octets;
}

std::size_t plain_run(const char* text, std::size_t most) {
  std::size_t done = 0;
  for (; done + sizeof(Word) <= most; done += sizeof(Word)) {
    const Word word = read<Word>(text + done);
    if ((suspects(word) & high_bits) != 0) return done + plain_octets(word);
  }
  while (done < most && static_cast<signed char>(text[done]) >= 0x0e) ++done;
  return done;
}

/// Octets that may be written to `out` before those that are read next are written over: a text may
/// be the tail of where it goes.
std::size_t apart(const char* text, const char* out) {
  return reinterpret_cast<std::uintptr_t>(text) - reinterpret_cast<std::uintptr_t>(out);
}

/// Which octet is not plain need not be known here.
using Block [[gnu::vector_size(16)]] = std::uint32_t;

Block suspects(Block block) { return (block - static_cast<std::uint32_t>(least)) | block; }

bool is_clean(Block found) {
  Word words[sizeof(Block) / sizeof(Word)];
  std::memcpy(words, &found, sizeof words);
  Word all = 0;
  for (const Word word : words) all |= word;
  return (all & high_bits) == 0;
}

/// Whether `size` octets, a block at least, are plain. The last block may overlap the one before.
bool are_plain(const char* text, std::size_t size) {
  const char* const last = text + size - sizeof(Block);
  Block found = suspects(read<Block>(last));
  for (; text < last; text += sizeof(Block)) found |= suspects(read<Block>(text));
  return is_clean(found);
}

/// The same, and copies them whether they are or not.
bool copy_plain(const char* text, char* out, std::size_t size) {
  const char* const last = text + size - sizeof(Block);
  char* const last_out = out + size - sizeof(Block);
  const Block behind = read<Block>(last);
  Block found = suspects(behind);
  for (; text < last; text += sizeof(Block), out += sizeof(Block)) {
    const Block block = read<Block>(text);
    found |= suspects(block);
    std::memcpy(out, &block, sizeof block);
  }
  std::memcpy(last_out, &behind, sizeof behind);
  return is_clean(found);
}

/// What a piece of text came to.
struct Progress {
  const char* text;
  std::size_t made;
};

/// Lines of `length` octets. What comes of one has to fit, with its dot.
Progress copy_equal_lines(const char* text, const char* end, char* out, std::size_t room,
                          std::size_t length, bool stuffing) {
  std::size_t made = 0;
  while (static_cast<std::size_t>(end - text) >= length + 2 && room - made >= length + 3) {
    const char* const behind = text + length + (text[length] == '\r' ? 1 : 0);
    const std::size_t dots = stuffing && *text == '.' ? 1 : 0;
    if (*behind != '\n') break;
    if (out == nullptr) {
      if (!are_plain(text, length)) break;
    } else {
      char* const to = out + made;
      if (apart(text, to) < length + 3 || !copy_plain(text, to + dots, length)) break;
      *to = *text;
      // NOLINTNEXTLINE(bugprone-not-null-terminated-result): no C string.
      std::memcpy(to + dots + length, "\r\n", 2);
    }
    text = behind + 1;
    made += dots + length + 2;
  }
  return {text, made};
}

/// As many octets of a line as are plain, or not ASCII.
std::size_t run_in_line(const char* text, std::size_t most, bool& eight_bit) {
  std::size_t run = plain_run(text, most);
  while (run < most && static_cast<unsigned char>(text[run]) >= 0x80) {
    eight_bit = true;
    ++run;
    run += plain_run(text + run, most - run);
  }
  return run;
}

bool is_graphic(char octet) { return octet > ' ' && octet < 0x7f && octet != '='; }

/// Octets that end a line: CRLF or LF.
std::size_t line_end(const char* text, const char* end) {
  if (text == end) return 0;
  if (*text == '\n') return 1;
  return end - text > 1 && text[0] == '\r' && text[1] == '\n' ? 2 : 0;
}

}  // namespace

Copied copy_plain_lines(std::string_view text, char* out, std::size_t room, std::size_t column,
                        bool stuffing) {
  const char* from = text.data();
  const char* const end = from + text.size();
  std::size_t made = 0;
  bool eight_bit = false;
  while (from != end) {
    char* const to = out == nullptr ? nullptr : out + made;
    const std::size_t dots = stuffing && column == 0 && *from == '.' ? 1 : 0;
    const std::size_t fits = smaller(room - made, apart(from, to));
    if (fits <= dots) break;
    const std::size_t most = smaller(smaller(fits - dots, config::line_octets - column),
                                     static_cast<std::size_t>(end - from));
    const std::size_t run = run_in_line(from, most, eight_bit);
    if (run != 0 && to != nullptr) {
      *to = *from;
      std::memcpy(to + dots, from, run);
    }
    from += run;
    made += run + (run != 0 ? dots : 0);
    column += run;
    const std::size_t ending = line_end(from, end);
    if (ending == 0 || room - made < 2) break;
    // NOLINTNEXTLINE(bugprone-not-null-terminated-result): no C string.
    if (out != nullptr) std::memcpy(out + made, "\r\n", 2);
    from += ending;
    made += 2;
    if (column >= sizeof(Block)) {
      const Progress equal = copy_equal_lines(from, end, out == nullptr ? nullptr : out + made,
                                              room - made, column, stuffing);
      from = equal.text;
      made += equal.made;
    }
    column = 0;
  }
  return {static_cast<std::size_t>(from - text.data()), made, column, eight_bit};
}

Copied copy_graphic(std::string_view text, char* out, std::size_t room, std::size_t column,
                    std::size_t most) {
  if (column == 0 && text.front() == '.') return {};
  const std::size_t fits = smaller(smaller(room, apart(text.data(), out)), most - column);
  // A blank needs to know what is behind it.
  const char* const end = text.data() + smaller(fits, text.size() - 1);
  const char* at = text.data();
  while (at < end && (is_graphic(*at) || (*at == ' ' && is_graphic(at[1])))) ++at;
  const auto run = static_cast<std::size_t>(at - text.data());
  if (out != nullptr) std::memcpy(out, text.data(), run);
  return {run, run, column + run};
}

}  // namespace postino::detail
