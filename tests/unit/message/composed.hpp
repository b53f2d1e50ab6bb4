// SPDX-License-Identifier: MIT
/// A whole mail pulled from a composer, piece by piece.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "postino/composer.hpp"

namespace postino::test {

struct Composed {
  ContentFacts facts{};
  std::string octets;                   ///< As they go on the wire.
  Transfer last = Transfer::pending();  ///< What the last pull came to.
  std::vector<std::size_t> pieces;      ///< Octets of each pull that brought some.
};

inline Composed compose(const Composer& composer, const Mail& mail, ContentRules rules = {},
                        std::size_t room = 1460) {
  Composition composition{};
  composition.mail = &mail;
  composition.rules = rules;
  Composed composed;
  composed.facts = composer.begin(composition);
  std::vector<char> into(room);
  std::size_t idle = 0;
  while (idle < 9) {
    composed.last = composer.pull(composition, into);
    const std::size_t count = composed.last.count();
    if (count == 0 && composed.last != Transfer::pending()) break;
    idle = count == 0 ? idle + 1 : 0;
    EXPECT_LE(count, room);
    composed.octets.append(into.data(), count);
    if (count != 0) composed.pieces.push_back(count);
  }
  return composed;
}

}  // namespace postino::test
