// SPDX-License-Identifier: MIT
// What lwIP needs to know of this machine.
#ifndef POSTINO_TEST_LWIP_CC_H
#define POSTINO_TEST_LWIP_CC_H

#ifdef __cplusplus
extern "C" {
#endif

// Seeded; tests/lwip/stack.cpp.
unsigned int postino_test_random(void);
void postino_test_assertion(const char* message, const char* file, int line);

#ifdef __cplusplus
}
#endif

#define LWIP_RAND() postino_test_random()
#define LWIP_PLATFORM_DIAG(arguments)
#define LWIP_PLATFORM_ASSERT(message) postino_test_assertion(message, __FILE__, __LINE__)

#endif
