// SPDX-License-Identifier: MIT
#include "postino/posix_random.hpp"

#include <unistd.h>

namespace postino {

bool PosixRandom::fill(std::span<char> into) {
  constexpr std::size_t most = 256;
  while (!into.empty()) {
    const std::span<char> piece = into.first(into.size() < most ? into.size() : most);
    if (::getentropy(piece.data(), piece.size()) != 0) return false;
    into = into.subspan(piece.size());
  }
  return true;
}

}  // namespace postino
