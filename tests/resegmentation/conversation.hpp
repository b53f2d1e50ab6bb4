// SPDX-License-Identifier: MIT
/// All that must not depend on how octets are cut.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "campaign/rig.hpp"

namespace postino::test {

struct Conversation {
  std::vector<std::string> trace;
  std::vector<std::string> reports;  ///< "Accepted in EndOfData [Accepted 250] queued".
  std::vector<std::string> mails;    ///< That the server took.
  std::size_t to_client = 0;         ///< Octets.

  /// What was said first, and what was heard behind it: for replies that come while more is said.
  [[nodiscard]] Conversation apart() const;
  /// What was said alone.
  [[nodiscard]] Conversation one_sided() const;

  friend bool operator==(const Conversation&, const Conversation&) = default;
};

void PrintTo(const Conversation& conversation, std::ostream* out);

/// All the mails of the scenario, and the end of the connection.
[[nodiscard]] Conversation held(Rig& rig);
/// The same over a link that `prepare` has set up.
[[nodiscard]] Conversation held(
    const Scenario& scenario, const std::function<void(Rig&)>& prepare = [](Rig&) {});

[[nodiscard]] std::vector<const Scenario*> every_scenario();
/// For the names of tests: letters and digits alone.
[[nodiscard]] std::string letters_of(std::string_view name);

}  // namespace postino::test
