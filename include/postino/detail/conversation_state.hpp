// SPDX-License-Identifier: MIT
/// Private. What a conversation has come to, as values.
#pragma once

#include <cstdint>

#include "postino/detail/capabilities.hpp"
#include "postino/detail/carriage.hpp"
#include "postino/detail/features.hpp"
#include "postino/detail/flight.hpp"
#include "postino/detail/heard.hpp"
#include "postino/mechanism.hpp"
#include "postino/server.hpp"

namespace postino::detail {

/// What a connection has come to.
template <Features f>
struct Standing {
  [[no_unique_address]] If<f.tls, bool, 1> secured{};
  [[no_unique_address]] If<f.reuse || f.pipelining, bool, 2>
      in_transaction{};                                         ///< MAIL was accepted.
  [[no_unique_address]] If<f.extensions, bool, 3> exhausted{};  ///< It takes no further message.
  [[no_unique_address]] If<f.tls && f.mechanisms, bool, 4> verified{};  ///< The server, by TLS.
  const Server* server = nullptr;
  /// Of the login: the first one that the server does not know, as long as it knows none, else the
  /// one that was tried last.
  [[no_unique_address]] If<f.mechanisms, const Mechanism*, 5> mechanism{};
  CapabilitiesOf<f> offer{};

  friend constexpr bool operator==(const Standing&, const Standing&) = default;
};

/// One AUTH and what follows it.
template <Features f>
struct Exchange {
  std::uint8_t message = 0;                                     ///< Number of the next one of ours.
  [[no_unique_address]] If<f.mechanisms, bool, 1> initial{};    ///< AUTH has the first one.
  [[no_unique_address]] If<f.mechanisms, bool, 2> cancelled{};  ///< "*" was or will be said.
  [[no_unique_address]] If<f.mechanisms, Verdict, 3> verdict{};  ///< On the challenge, so far.
  [[no_unique_address]] If<f.mechanisms, const Mechanism*, 4> mechanism{};

  friend constexpr bool operator==(const Exchange&, const Exchange&) = default;
};

/// All that a Conversation knows of its connection and of what is under way on it. A new connection
/// is a new value, so nothing of a message, an exchange or a connection outlives it.
template <Features f>
struct ConversationState {
  // The small ones first: they are reached by shorter instructions.
  Flight flight_{};
  Heard heard_{};  // the reply that is acted on
  Decision decision_{};
  Exchange<f> exchange_{};
  Standing<f> standing_{};
  Carriage carriage_{};

  friend constexpr bool operator==(const ConversationState&, const ConversationState&) = default;
};

}  // namespace postino::detail
