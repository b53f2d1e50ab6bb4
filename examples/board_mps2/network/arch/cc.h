// SPDX-License-Identifier: MIT
// What lwIP asks of the board beside the clock.
#ifndef BOARD_ARCH_CC_H
#define BOARD_ARCH_CC_H

#ifdef __cplusplus
extern "C" {
#endif

unsigned board_test_random(void);
void board_assertion_failed(const char* file, unsigned line) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#define LWIP_RAND() board_test_random()
// The texts of all assertions would take 5 KB.
#define LWIP_PLATFORM_ASSERT(text) board_assertion_failed(__FILE_NAME__, __LINE__)
#define LWIP_PLATFORM_DIAG(arguments)
#define LWIP_NO_UNISTD_H 1

#endif
