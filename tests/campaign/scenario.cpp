// SPDX-License-Identifier: MIT
#include "campaign/scenario.hpp"

#include <algorithm>

#include "campaign/row_scenario.hpp"

namespace postino::test {

std::span<const Scenario> scenarios() {
  static const std::vector<Scenario> all = [] {
    std::vector<Scenario> made;
    for (std::size_t i = 0; i < rows().size(); ++i) {
      const bool named = i < named_rows().size();
      std::string name = named ? std::string{named_rows()[i].name} : "row-" + std::to_string(i);
      made.push_back(scenario_of(std::move(name), rows()[i]));
    }
    return made;
  }();
  return all;
}

std::span<const Scenario> named_scenarios() { return scenarios().first(named_rows().size()); }

const Scenario* scenario(std::string_view name) {
  const auto all = scenarios();
  const auto found = std::ranges::find(all, name, &Scenario::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace postino::test
