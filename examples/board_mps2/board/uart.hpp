// SPDX-License-Identifier: MIT
/// CMSDK APB UART 0, transmit only, polled.
#pragma once

#include <string_view>

namespace board {

void start_uart();
void write_uart(std::string_view text);

}  // namespace board
