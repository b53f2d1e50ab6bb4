// SPDX-License-Identifier: MIT
#include "c/board.h"

#include <array>
#include <string_view>

#include "board/clock.hpp"
#include "board/print.hpp"
#include "board/semihosting.hpp"
#include "board/start.hpp"
#include "network/network.hpp"
#include "settings.hpp"

namespace {

constinit std::array<char, 512> words;
constinit board::Settings settings;

postino_text text_of(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

bool board_start(board_settings* given) {
  board::start_clock();
  if (!board::read_settings(board::command_line(words), settings)) return false;
  *given = {text_of(settings.server), settings.port, text_of(settings.user),
            text_of(settings.password), text_of(settings.to)};
  return board::start_network(settings.address);
}

void board_turn(std::uint32_t until) {
  board::poll_network();
  board::idle(until);
}

std::uint32_t board_milliseconds() { return board::milliseconds(); }

void board_print(postino_text text) { board::print_one(std::string_view{text.data, text.size}); }

void board_print_number(unsigned number) { board::print_number(number); }

int board::run() { return board_main(); }
