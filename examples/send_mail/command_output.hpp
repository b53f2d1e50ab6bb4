// SPDX-License-Identifier: MIT
/// What a command of the shell's writes.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace postino::demo {

struct CommandOutput {
  std::string text{};   ///< As far as it was asked for.
  std::string fault{};  ///< Why it is of no use; empty: it is.
};

/// Runs `command` in /bin/sh, with nothing to read, until it ends; it is killed at a signal to this
/// program, or when `patience` is over.
[[nodiscard]] CommandOutput output_of(const std::string& command, std::size_t max_size,
                                      std::chrono::milliseconds patience);

}  // namespace postino::demo
