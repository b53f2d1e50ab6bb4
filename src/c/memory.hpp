// SPDX-License-Identifier: MIT
/// A client's memory, as C says it.
#pragma once

#include "postino/c/memory.h"
#include "postino/storage.hpp"

namespace postino::c {

[[nodiscard]] postino_fault check(const postino_memory* memory);
/// Of one that check() found in order.
[[nodiscard]] Memory memory_of(const postino_memory& memory);

}  // namespace postino::c
