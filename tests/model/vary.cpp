// SPDX-License-Identifier: MIT
// Codes that mean more or less than their first digit says, from numbers of their own: all else in
// a script stays as its seed has it.
#include "model/prng.hpp"
#include "model/script.hpp"

namespace postino::model {
namespace {

constexpr std::uint16_t to_helo[] = {220, 221, 251};
constexpr std::uint16_t to_data[] = {250, 334, 355};

/// 0: the command has none.
std::uint16_t odd_code(Random& random, Phase phase) {
  switch (phase) {
    case Phase::Ehlo:
      return 501;
    case Phase::Helo:
      return random.one_of(to_helo);
    case Phase::RcptTo:
      return 552;
    case Phase::Data:
      return random.one_of(to_data);
    case Phase::Auth:
    case Phase::AuthResponse:
      return 354;
    default:
      return 0;
  }
}

}  // namespace

void vary(Script& script, std::uint64_t seed) {
  Random random{seed * 0xd1342543de82ef95U + 1};
  for (std::uint8_t m = 0; m < script.messages; ++m) {
    Message& message = script.message[m];
    for (std::uint8_t i = 0; i < message.answers; ++i) {
      Answer& answer = message.answer[i];
      if (answer.code == 0 || !random.chance(6)) continue;
      const std::uint16_t code = odd_code(random, answer.phase);
      if (code != 0) answer.code = code;
    }
  }
}

}  // namespace postino::model
