// SPDX-License-Identifier: MIT
/// What Mbed TLS's numbers mean to Postino.
#pragma once

#include "postino/error.hpp"

namespace postino::detail {

struct MbedEngine;

/// No memory, or one of our buffers too small.
[[nodiscard]] bool is_out_of_memory(int result);

/// Why the handshake, or the reading or writing of a record, failed with `result`.
[[nodiscard]] Fault fault_of(const MbedEngine& engine, int result);

/// What Error::native_code says of it.
[[nodiscard]] int native_code_of(const MbedEngine& engine, Fault fault, int result);

}  // namespace postino::detail
