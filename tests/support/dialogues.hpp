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
  void (*prepare)(AnyBench&);             ///< Sets the relay and the mail, writes the script.
  std::vector<std::string_view> results;  ///< Sent::what() of each mail when nothing is cut.
  std::vector<Feature> needs{};           ///< What a client must have to take part.
  std::vector<Feature> lacks{};           ///< What it must not have.
  bool queued = false;                    ///< The mails come from a MailQueue.

  /// Whether a client with those features takes part.
  [[nodiscard]] bool is_for(const Features& features) const;
};

void PrintTo(const Dialogue& dialogue, std::ostream* out);

/// Those that are cut everywhere.
[[nodiscard]] std::span<const Dialogue> dialogues();
/// One or more for each feature that a client has or lacks, and for each way in which a mail can
/// fail.
[[nodiscard]] std::span<const Dialogue> dialogues_of_features();

/// Prepares a dialogue for a client with those features: for one that can do nothing in clear a
/// dialogue in clear goes over TLS from the first octet.
void prepare(AnyBench& bench, const Dialogue& dialogue, const Features& features);

/// One mail of a dialogue as it ended, and what had passed by then.
struct Ended {
  Sent sent;
  std::size_t taken = 0;
  std::size_t delivered = 0;
};

/// Sends all the mails of a dialogue that was prepared, and brings the connection to its end.
[[nodiscard]] std::vector<Ended> converse(AnyBench& bench, const Dialogue& dialogue);

}  // namespace postino::test
