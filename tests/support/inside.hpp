// SPDX-License-Identifier: MIT
/// What tests look at inside of a client.
#pragma once

#include "postino/client.hpp"
#include "postino/small_client.hpp"
#include "postino/small_tls_client.hpp"

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

using SmallMachine = detail::ClientOf<detail::small>;
struct SmallMachineOf {
  using Type = SmallMachine SmallClient::*;
  friend constexpr Type member_of(SmallMachineOf);
};
struct SmallConversationOf {
  using Type = detail::Conversation<detail::small> SmallMachine::*;
  friend constexpr Type member_of(SmallConversationOf);
};
template struct Opened<SmallMachineOf, &SmallClient::client_>;
template struct Opened<SmallConversationOf, &SmallMachine::conversation_>;

using SmallTlsMachine = detail::ClientOf<detail::small_tls>;
struct SmallTlsMachineOf {
  using Type = SmallTlsMachine SmallTlsClient::*;
  friend constexpr Type member_of(SmallTlsMachineOf);
};
struct SmallTlsConversationOf {
  using Type = detail::Conversation<detail::small_tls> SmallTlsMachine::*;
  friend constexpr Type member_of(SmallTlsConversationOf);
};
template struct Opened<SmallTlsMachineOf, &SmallTlsClient::client_>;
template struct Opened<SmallTlsConversationOf, &SmallTlsMachine::conversation_>;

}  // namespace inside

[[nodiscard]] constexpr const detail::Conversation<detail::all>& conversation_of(
    const Client& client) {
  return client.*member_of(inside::MachineOf{}).*member_of(inside::ConversationOf{});
}
[[nodiscard]] constexpr const detail::Conversation<detail::small>& conversation_of(
    const SmallClient& client) {
  return client.*member_of(inside::SmallMachineOf{}).*member_of(inside::SmallConversationOf{});
}
[[nodiscard]] constexpr const detail::Conversation<detail::small_tls>& conversation_of(
    const SmallTlsClient& client) {
  return client.*member_of(inside::SmallTlsMachineOf{}).*
         member_of(inside::SmallTlsConversationOf{});
}

}  // namespace postino::test
