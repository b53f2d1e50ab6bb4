// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8, 4.5.2. A word at a time: the octets of mails are plain, but for the ends of
// lines.
#include "codec/plain_run.hpp"

#include <bit>

#include "codec/words.hpp"

namespace postino::detail {
namespace {

/// Octets in front of the first one that is not plain; there is one.
std::size_t plain_octets(Word word) {
  const Word found = (~((word | high_bits) - least) | word) & high_bits;
  const int bits = std::endian::native == std::endian::little ? std::countr_zero(found)
                                                              : std::countl_zero(found);
  return static_cast<std::size_t>(bits) / 8;
}

}  // namespace

std::size_t plain_run(const char* text, std::size_t most) {
  std::size_t done = 0;
  for (; done + sizeof(Word) <= most; done += sizeof(Word)) {
    const Word word = read<Word>(text + done);
    if ((suspects(word) & high_bits) != 0) return done + plain_octets(word);
  }
  while (done < most && static_cast<signed char>(text[done]) >= 0x0e) ++done;
  return done;
}

}  // namespace postino::detail
