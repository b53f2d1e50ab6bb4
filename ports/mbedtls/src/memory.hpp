// SPDX-License-Identifier: MIT
/// The memory of Mbed TLS, seen from inside the port.
#pragma once

#include <cstddef>
#include <cstdint>

namespace postino::detail {

void install_hooks();
/// Requests that the heap did not meet so far: the only sure sign, since Mbed TLS calls a
/// signature wrong when it had no memory to check it.
[[nodiscard]] std::uint32_t memory_failures();

/// Back to Mbed TLS, overwritten.
void wipe_and_free(void* octets, std::size_t count);

}  // namespace postino::detail
