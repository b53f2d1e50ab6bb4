// SPDX-License-Identifier: MIT
/// A run of the campaign: a scenario, one fault, one moment.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "campaign/invariants.hpp"

namespace postino::test {

/// Printed as "scenario:fault:at", which is all that it takes to repeat it.
struct FaultRun {
  const Scenario* scenario = nullptr;
  const FaultKind* fault = nullptr;  ///< nullptr: none, "scenario:none:0".
  std::size_t at = 0;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] static std::optional<FaultRun> parse(std::string_view text);
};

struct Result {
  Broken broken;
  bool struck = false;  ///< The fault came to pass.
  std::string story;    ///< For a person.
};

/// The mails of the scenario with the fault, and then one without, or with `second`.
[[nodiscard]] Result perform(const FaultRun& run, const FaultRun* second = nullptr);

/// How many moments there are for a fault: 0 where it can't strike in that scenario.
[[nodiscard]] std::size_t moments(const Scenario& scenario, const FaultKind& fault);
/// For all of them.
[[nodiscard]] std::size_t moments(const Scenario& scenario);

}  // namespace postino::test
