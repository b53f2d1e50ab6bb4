// SPDX-License-Identifier: MIT
/// A run of the campaign: a scenario, one fault, one moment.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "campaign/invariants.hpp"
#include "campaign/moments.hpp"

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

/// The letters of the scenario with the fault, and then the three further ones without it, the
/// first of them with `second`.
[[nodiscard]] Result perform(const FaultRun& run, const FaultRun* second = nullptr);

}  // namespace postino::test
