// SPDX-License-Identifier: MIT
#include "support/steps.hpp"

#include <ostream>
#include <utility>

#include "support/inside.hpp"

namespace postino::test {
namespace {

/// Whether the phase was begun anew.
bool is_again(const Standpoint& before, const Standpoint& now) {
  switch (now.phase) {
    case Phase::RcptTo:
    case Phase::Chunk:
      return now.number != before.number;
    case Phase::Auth:
    case Phase::AuthResponse:
      return before.waiting && !now.waiting;
    default:
      return false;
  }
}

}  // namespace

Standpoint standpoint_of(const Client& client) {
  const detail::Flight& flight = conversation_of(client).state().flight_;
  return {flight.listen.phase, flight.listen.number, flight.ahead, flight.waiting};
}

Steps& Steps::taken() {
  static Steps all;
  return all;
}

void Steps::add(Phase from, Phase to) {
  taken_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] = true;
}

void Steps::write(std::ostream& out) const {
  for (std::size_t from = 0; from < phases; ++from) {
    for (std::size_t to = 0; to < phases; ++to) {
      if (!taken_[from][to]) continue;
      out << name(static_cast<Phase>(from)) << ' ' << name(static_cast<Phase>(to)) << '\n';
    }
  }
}

void StepWatch::look() {
  const Standpoint now = standpoint_of(*client_);
  const Standpoint before = std::exchange(last_, now);
  const std::size_t replies = wire_->replies() - std::exchange(replies_, wire_->replies());
  if (replies > 1 || now.ahead < before.ahead) return;
  if (now.phase == before.phase) {
    if (is_again(before, now)) Steps::taken().add(now.phase, now.phase);
    return;
  }
  if (now.phase != Phase::Connect) return Steps::taken().add(before.phase, now.phase);
  // A connection begins where there is none, so the last one ended in between.
  if (before.phase != Phase::Idle) Steps::taken().add(before.phase, Phase::Idle);
  Steps::taken().add(Phase::Idle, Phase::Connect);
}

}  // namespace postino::test
