// SPDX-License-Identifier: MIT
/// The shortest script that still fails.
#pragma once

#include <cstdint>
#include <vector>

#include "model/script.hpp"

namespace postino::model {

/// One step that makes a script simpler, by its number.
using Step = std::uint16_t;

/// Takes that step; false: it changes nothing.
bool simplify(Script& script, Step step);

/// Simplifies `script` as long as `fails` says that it still does; returns the steps.
template <class Fails>
std::vector<Step> shrink(Script& script, Fails fails);

/// How many there are.
[[nodiscard]] Step steps();

template <class Fails>
std::vector<Step> shrink(Script& script, Fails fails) {
  std::vector<Step> taken;
  for (bool any = true; any;) {
    any = false;
    for (Step step = 0; step < steps(); ++step) {
      Script simpler = script;
      while (simplify(simpler, step) && fails(simpler)) {
        script = simpler;
        taken.push_back(step);
        any = true;
      }
    }
  }
  return taken;
}

}  // namespace postino::model
