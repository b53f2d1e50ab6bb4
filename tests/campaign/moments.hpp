// SPDX-License-Identifier: MIT
/// When a fault can strike a scenario, and at which of these moments the campaign lets it.
#pragma once

#include <cstddef>
#include <vector>

#include "campaign/injector.hpp"
#include "campaign/scenario.hpp"

namespace postino::test {

/// How many moments there are for a fault: 0 where it can't strike in that scenario.
[[nodiscard]] std::size_t moments(const Scenario& scenario, const FaultKind& fault);
/// For all of them.
[[nodiscard]] std::size_t moments(const Scenario& scenario);

/// Those that are taken: all, unless the scenario has more than its share of the time; then one in
/// stride(), at least one for each fault that can strike, and for each scenario and fault others.
[[nodiscard]] std::vector<std::size_t> taken(const Scenario& scenario, const FaultKind& fault);
[[nodiscard]] std::size_t stride(const Scenario& scenario, const FaultKind& fault);

}  // namespace postino::test
