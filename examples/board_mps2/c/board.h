// SPDX-License-Identifier: MIT
/// The board and its network, as a program in C sees them.
#pragma once

#include "postino/c/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What the emulator's command line asks for.
typedef struct board_settings {
  postino_text server;
  uint16_t port;
  postino_text user;  ///< Empty: no login.
  postino_text password;
  postino_text to;
} board_settings;

/// Starts clock and network. False: the command line can't be read, or there is no Ethernet.
bool board_start(board_settings* settings);
/// One turn of the super-loop: what lwIP has to do, and then a sleep until `until` at the latest.
void board_turn(uint32_t until);
uint32_t board_milliseconds(void);
/// Words and a number on the UART.
void board_print(postino_text text);
void board_print_number(unsigned number);

/// The program in C; its result is the emulator's exit status.
int board_main(void);

#ifdef __cplusplus
}
#endif
