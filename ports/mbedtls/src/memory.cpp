// SPDX-License-Identifier: MIT
#include "memory.hpp"

#include <mbedtls/platform.h>
#include <mbedtls/platform_util.h>

namespace postino::detail {

void wipe_and_free(void* octets, std::size_t count) {
  mbedtls_platform_zeroize(octets, count);
  mbedtls_free(octets);
}

#if !POSTINO_MBEDTLS_HEAP
std::uint32_t memory_failures() { return 0; }
#endif

}  // namespace postino::detail
