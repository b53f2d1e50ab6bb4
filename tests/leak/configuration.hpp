// SPDX-License-Identifier: MIT
/// The ways in which a message can go, and the messages that go.
#pragma once

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postino/mail.hpp"
#include "postino/server.hpp"

namespace postino::test {

/// Where a content comes from.
enum class From : std::uint8_t { View, KnownSource, UnknownSource };

struct Configuration {
  std::string_view name;
  std::string_view offer{};  ///< Lines of the EHLO reply.
  Extensions extensions{};
  From first = From::View;  ///< The message that meets with trouble.
  bool lmtp = false;
  bool attachment = false;  ///< Of octets that only BINARYMIME carries as they are.
  bool queue = false;       ///< Messages go by a queue, each in the flight of the last.
  Security security = Security::None;
  const Mechanism* mechanism = nullptr;
};

inline void PrintTo(const Configuration& one, std::ostream* out) { *out << one.name; }

[[nodiscard]] std::span<const Configuration> configurations();

struct Letter {
  std::string text;
  From from = From::View;
  std::span<const Recipient> to;
};

/// Number 0 meets with trouble; 1 and 2 are the two further, different ones.
[[nodiscard]] Letter letter(const Configuration& configuration, std::size_t number);

}  // namespace postino::test
