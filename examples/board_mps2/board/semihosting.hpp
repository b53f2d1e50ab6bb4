// SPDX-License-Identifier: MIT
/// What the emulator's host gives and takes: arguments, files, the time, and an exit status.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace board {

/// The command line, its words joined by blanks; empty when it does not fit.
std::string_view command_line(std::span<char> into);

/// What a file of the host holds; empty when it can't be read or does not fit.
std::string_view read_file(std::string_view path, std::span<char> into);

/// The host's clock: seconds since 1970, UTC.
std::uint32_t host_time();

/// Ends the emulator.
[[noreturn]] void exit(int status);

}  // namespace board
