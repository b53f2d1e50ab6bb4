// SPDX-License-Identifier: MIT
/// Where the program begins.
#pragma once

namespace board {

/// EX_SOFTWARE: a fault, a failed assertion.
inline constexpr int status_of_a_crash = 70;

/// The image's main program; its result is the emulator's exit status.
int run();

}  // namespace board
