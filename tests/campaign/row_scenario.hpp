// SPDX-License-Identifier: MIT
/// From the values of a row to a scenario.
#pragma once

#include "campaign/scenario.hpp"

namespace postino::test {

[[nodiscard]] Scenario scenario_of(std::string name, const Row& row);

}  // namespace postino::test
