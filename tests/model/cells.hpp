// SPDX-License-Identifier: MIT
/// What random conversations have to reach, and what they cannot, with the reason.
#pragma once

#include <string>

#include "model/reach.hpp"

namespace postino::model {

/// Each cell that can be reached, and each step of the diagram, has to be, so often.
inline constexpr std::uint64_t min_reach = 100;

/// Prints the ten rarest, and what was reached too seldom, or although it cannot be; whether
/// nothing was. `diagram`: the page with the state machine.
bool check_reach(const Reach& reach, const std::string& diagram);

/// Why a message can't end so there in that mode; nullptr: it can.
[[nodiscard]] const char* why_not(Outcome outcome, Phase phase, Mode mode);

}  // namespace postino::model
