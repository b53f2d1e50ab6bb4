// SPDX-License-Identifier: MIT
/// What the emulator's host gives and takes: arguments and an exit status.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace board {

/// The command line, its words joined by blanks; empty when it does not fit.
std::string_view command_line(std::span<char> into);

/// Ends the emulator.
[[noreturn]] void exit(int status);

}  // namespace board
