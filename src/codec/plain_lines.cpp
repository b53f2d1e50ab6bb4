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

constexpr bool little = std::endian::native == std::endian::little;

Word read(const char* text) {
  Word word;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// The high bits of the octets that are below 0x0e. Where a lower octet borrows, one above it may
/// look as if it were.
Word suspects(Word word) { return (word - least) & ~word & high_bits; }

/// Octets at `text` in front of the first of those that were found. Small processors have no
/// instruction for that.
std::size_t plain_octets(const char* text, Word found) {
  if constexpr (little && config::wide_copies) {
    return static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  std::size_t octets = 0;
  while (static_cast<unsigned char>(text[octets]) >= 0x0e) ++octets;
  return octets;
}

/// The octets in front of the first one that is below 0x0e; `seen` gets the high bits of them all.
std::size_t plain_run(const char* text, std::size_t most, Word& seen) {
  std::size_t done = 0;
  for (; done + sizeof(Word) <= most; done += sizeof(Word)) {
    const auto word = read(text + done);
    const Word found = suspects(word);
    if (found != 0) {
      const std::size_t octets = plain_octets(text + done, found);
      const std::size_t others = 8 * (sizeof(Word) - octets);
      if (octets != 0) seen |= little ? word << others : word >> others;
      return done + octets;
    }
    seen |= word;
  }
  for (; done < most && static_cast<unsigned char>(text[done]) >= 0x0e; ++done) {
    seen |= static_cast<unsigned char>(text[done]);
  }
  return done;
}

/// Octets that may be written to `out` before those that are read next are written over: a text may
/// be the tail of where it goes.
std::size_t apart(const char* text, const char* out) {
  return reinterpret_cast<std::uintptr_t>(text) - reinterpret_cast<std::uintptr_t>(out);
}

/// Which octet is not plain need not be known here.
using Block [[gnu::vector_size(16)]] = unsigned char;
using Words [[gnu::vector_size(16)]] = std::uint64_t;

/// What blocks have in common: the least octet in each place, and whether one has its high bit.
struct Seen {
  Block least = ~Block{};
  Block high{};

  void look(const Block& block) {
    least = block < least ? block : least;
    high |= block;
  }
  [[nodiscard]] bool plain() const {
    const auto found = reinterpret_cast<Words>((least - 0x0e) | high);
    constexpr std::uint64_t all_high = ~std::uint64_t{0} / 0xff * 0x80;
    return ((found[0] | found[1]) & all_high) == 0;
  }
};

/// Whether `size` octets, a block at least, are plain; they are copied whether they are or not,
/// unless `out` is nullptr. The last block may overlap the one before.
template <bool copies>
bool pass(const char* text, char* out, std::size_t size) {
  constexpr std::size_t step = sizeof(Block);
  Seen seen;
  const auto one = [&](std::size_t at) {
    Block block;
    std::memcpy(&block, text + at, sizeof block);
    seen.look(block);
    if constexpr (copies) std::memcpy(out + at, &block, sizeof block);
  };
  one(size - step);
  std::size_t at = 0;
  for (; at + 4 * step <= size; at += 4 * step) {
    one(at);
    one(at + step);
    one(at + 2 * step);
    one(at + 3 * step);
  }
  for (; at + step < size; at += step) one(at);
  return seen.plain();
}

/// How many lines of `length` octets are there and fit, each with its CR and its dot.
std::size_t lines_that_fit(const char* text, const char* end, const char* out, std::size_t room,
                           std::size_t length) {
  const std::size_t most =
      smaller(static_cast<std::size_t>(end - text) / (length + 2), room / (length + 3));
  const std::size_t gap = apart(text, out);
  if (gap < length + 3) return 0;
  // Each takes two octets of the gap at the most.
  return smaller(most, (gap - (length + 3)) / 2 + 1);
}

/// What a piece of text came to.
struct Passed {
  const char* text;
  std::size_t made = 0;
  bool dotted = false;
};

void end_line(char* out) {
  // NOLINTNEXTLINE(bugprone-not-null-terminated-result): no C string.
  if (out != nullptr) std::memcpy(out, "\r\n", 2);
}

/// Lines of `length` octets, copied unless `out` is nullptr.
template <bool copies>
Passed pass_equal_lines(const char* text, const char* end, char* out, std::size_t room,
                        std::size_t length, bool stuffing) {
  Passed done{text};
  for (std::size_t lines = lines_that_fit(text, end, out, room, length); lines != 0; --lines) {
    const char* const behind = done.text + length + (done.text[length] == '\r' ? 1 : 0);
    const bool dot = *done.text == '.';
    const std::size_t dots = stuffing && dot ? 1 : 0;
    char* const to = copies ? out + done.made : nullptr;
    if (*behind != '\n' || !pass<copies>(done.text, copies ? to + dots : nullptr, length)) break;
    if constexpr (copies) {
      *to = *done.text;
      end_line(to + dots + length);
    }
    done.text = behind + 1;
    done.made += dots + length + 2;
    done.dotted |= dot;
  }
  return done;
}

/// Behind a line of `length` octets those that seem to be as long.
Passed equal_lines(const char* text, const char* end, char* out, std::size_t room,
                   std::size_t length, bool stuffing) {
  const bool likely = length >= sizeof(Block) && static_cast<std::size_t>(end - text) > length &&
                      text[length] < ' ';
  if (!likely) return {text};
  return out == nullptr ? pass_equal_lines<false>(text, end, nullptr, room, length, stuffing)
                        : pass_equal_lines<true>(text, end, out, room, length, stuffing);
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
  Word seen = 0;
  bool dotted = false;
  while (from != end) {
    char* const to = out == nullptr ? nullptr : out + made;
    const bool dot = column == 0 && *from == '.';
    const std::size_t dots = stuffing && dot ? 1 : 0;
    const std::size_t fits = smaller(room - made, apart(from, to));
    if (fits <= dots) break;
    const std::size_t most = smaller(smaller(fits - dots, config::max_line_size - column),
                                     static_cast<std::size_t>(end - from));
    const std::size_t run = plain_run(from, most, seen);
    if (run != 0 && to != nullptr) {
      *to = *from;
      std::memcpy(to + dots, from, run);
    }
    from += run;
    made += run + (run != 0 ? dots : 0);
    dotted |= dot;
    column += run;
    const std::size_t ending = line_end(from, end);
    if (ending == 0 || room - made < 2) break;
    end_line(out == nullptr ? nullptr : out + made);
    made += 2;
    const Passed equal = equal_lines(from + ending, end, out == nullptr ? nullptr : out + made,
                                     room - made, column, stuffing);
    from = equal.text;
    made += equal.made;
    dotted |= equal.dotted;
    column = 0;
  }
  return {static_cast<std::size_t>(from - text.data()), made, column, (seen & high_bits) != 0,
          dotted};
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
