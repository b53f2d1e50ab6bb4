// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8, 4.5.2.
#include "codec/equal_lines.hpp"

#include <cstdint>
#include <cstring>

namespace postino::detail {
namespace {

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

/// `size` octets, a block at least; the last block may overlap the one before.
bool is_plain(const char* text, std::size_t size) {
  const char* const last = text + size - sizeof(Block);
  Block found = suspects(read<Block>(last));
  for (; text < last; text += sizeof(Block)) found |= suspects(read<Block>(text));
  return is_clean(found);
}

bool copy_plain(const char* text, char* out, std::size_t size) {
  const char* const last = text + size - sizeof(Block);
  const Block behind = read<Block>(last);
  Block found = suspects(behind);
  for (; text < last; text += sizeof(Block), out += sizeof(Block)) {
    const Block block = read<Block>(text);
    found |= suspects(block);
    std::memcpy(out, &block, sizeof block);
  }
  std::memcpy(out - (text - last), &behind, sizeof behind);
  return is_clean(found);
}

}  // namespace

Copied copy_equal_lines(const char* text, std::size_t size, char* out, std::size_t room,
                        std::size_t length, bool stuffing) {
  Copied done{};
  if (length < sizeof(Block)) return done;
  while (size - done.taken >= length + 2 && room - done.made >= length + 3) {
    const char* const line = text + done.taken;
    const std::size_t end = line[length] == '\r' ? length + 1 : length;
    const std::size_t dots = stuffing && *line == '.' ? 1 : 0;
    if (line[end] != '\n') break;
    if (out == nullptr) {
      if (!is_plain(line, length)) break;
    } else {
      char* const to = out + done.made;
      const auto apart =
          reinterpret_cast<std::uintptr_t>(line) - reinterpret_cast<std::uintptr_t>(to);
      if (apart < length + 3 || !copy_plain(line, to + dots, length)) break;
      *to = *line;
      std::memcpy(to + dots + length, "\r\n", 2);
    }
    done.taken += end + 1;
    done.made += dots + length + 2;
  }
  return done;
}

}  // namespace postino::detail
