// SPDX-License-Identifier: MIT
/// What of the RAM is in use.
#pragma once

#include <cstddef>

namespace board {

/// Fills the stack below the caller with a pattern.
void paint_stack();
/// The most octets of stack that were in use since it was painted.
std::size_t stack_peak();

/// What is in use now.
std::size_t stack_depth();
std::size_t stack_bytes();
/// Initialised and zeroed variables; there is no heap.
std::size_t static_bytes();

}  // namespace board
