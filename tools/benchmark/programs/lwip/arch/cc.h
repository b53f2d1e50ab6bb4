// SPDX-License-Identifier: MIT
// lwIP's defaults suit this machine.
#ifndef BENCHMARK_LWIP_CC_H
#define BENCHMARK_LWIP_CC_H

#include <stdlib.h>

#define LWIP_PLATFORM_ASSERT(message) abort()

#endif
