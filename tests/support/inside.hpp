// SPDX-License-Identifier: MIT
/// What tests look at inside of a client.
#pragma once

#include "postino/client.hpp"

namespace postino::test {
namespace inside {

/// A pointer to a private member: an explicit instantiation may name one ([temp.spec.general] 6).
template <class Tag, typename Tag::Type member>
struct Opened {
  friend constexpr typename Tag::Type member_of(Tag) { return member; }
};
using Machine = detail::ClientOf<detail::all>;
struct MachineOf {
  using Type = Machine Client::*;
  friend constexpr Type member_of(MachineOf);
};
struct ConversationOf {
  using Type = detail::Conversation<detail::all> Machine::*;
  friend constexpr Type member_of(ConversationOf);
};
template struct Opened<MachineOf, &Client::client_>;
template struct Opened<ConversationOf, &Machine::conversation_>;

}  // namespace inside

[[nodiscard]] constexpr const detail::Conversation<detail::all>& conversation_of(
    const Client& client) {
  return client.*member_of(inside::MachineOf{}).*member_of(inside::ConversationOf{});
}

}  // namespace postino::test
