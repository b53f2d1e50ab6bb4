// SPDX-License-Identifier: MIT
/// The memory of Mbed TLS, seen from inside the port.
#pragma once

#include <mbedtls/build_info.h>

#include <cstddef>
#include <cstdint>

/// Whether Mbed TLS asks at run time where its memory comes from, so that there is an MbedHeap.
#if defined(MBEDTLS_PLATFORM_MEMORY) && !defined(MBEDTLS_PLATFORM_CALLOC_MACRO)
#define POSTINO_MBEDTLS_HEAP 1
#else
#define POSTINO_MBEDTLS_HEAP 0
#endif

namespace postino::detail {

/// Requests that the heap did not meet so far: the only sure sign, since Mbed TLS calls a
/// signature wrong when it had no memory to check it. 0 where the memory is not an MbedHeap's.
[[nodiscard]] std::uint32_t memory_failures();

/// Back to Mbed TLS, overwritten.
void wipe_and_free(void* octets, std::size_t count);

}  // namespace postino::detail
