// SPDX-License-Identifier: MIT
/// Whole conversations that are held again and again, in all the ways in which they can be cut.
#pragma once

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/bench.hpp"

namespace postino::test {

struct Dialogue {
  std::string_view name;
  void (*prepare)(Bench&);                ///< Sets the relay and the mail, writes the script.
  std::vector<std::string_view> results;  ///< Sent::what() of each mail when nothing is cut.
};

void PrintTo(const Dialogue& dialogue, std::ostream* out);

[[nodiscard]] std::span<const Dialogue> dialogues();

/// One mail of a dialogue as it ended, and what had passed by then.
struct Ended {
  Sent sent;
  std::size_t taken = 0;
  std::size_t delivered = 0;
};

/// Sends all the mails of a dialogue that was prepared, and brings the connection to its end.
[[nodiscard]] std::vector<Ended> converse(Bench& bench, const Dialogue& dialogue);

}  // namespace postino::test
