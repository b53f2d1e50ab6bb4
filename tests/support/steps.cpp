// SPDX-License-Identifier: MIT
#include "support/steps.hpp"

#include <ostream>
#include <utility>

namespace postino::test {
namespace {

/// A pointer to a private member: an explicit instantiation may name one ([temp.spec.general] 6).
template <class Tag, typename Tag::Type member>
struct OpenedStep {
  friend constexpr typename Tag::Type member_of(Tag) { return member; }
};
using Inner = detail::ClientOf<detail::all>;
struct InnerOf {
  using Type = Inner Client::*;
  friend constexpr Type member_of(InnerOf);
};
struct ConversationOf {
  using Type = detail::Conversation<detail::all> Inner::*;
  friend constexpr Type member_of(ConversationOf);
};
template struct OpenedStep<InnerOf, &Client::client_>;
template struct OpenedStep<ConversationOf, &Inner::conversation_>;

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
  const detail::Flight& flight =
      (client.*member_of(InnerOf{}).*member_of(ConversationOf{})).state().flight_;
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
