// SPDX-License-Identifier: MIT
/// What conversations came to: the edges of the state machine, and how messages ended where.
#pragma once

#include <cstdint>

#include "model/script.hpp"
#include "postino/report.hpp"

namespace postino::model {

/// How a message goes.
enum class Mode : std::uint8_t {
  LockStep,
  Pipelined,
  Across,
  Bdat,
  BdatUnknown,
  Eager,
  Lmtp,
  Small,     ///< SmallClient
  SmallTls,  ///< SmallTlsClient
};
inline constexpr std::size_t modes = 9;
inline constexpr std::size_t phases = 19;
inline constexpr std::size_t outcomes = 6;

[[nodiscard]] const char* name(Mode mode);
[[nodiscard]] const char* name(Address address);
/// `plainly`: after HELO, without any extension.
[[nodiscard]] Mode mode_of(const Script& script, std::uint8_t message, bool plainly);

class Reach {
 public:
  void edge(Phase from, Phase to) {
    ++edges[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
  }
  void report(Mode in, const Report& report) {
    const auto mode = static_cast<std::size_t>(in);
    ++ends[static_cast<std::size_t>(report.outcome)][static_cast<std::size_t>(report.error.phase)]
          [mode];
  }

  /// `followed`: by the next one; else it was the last that was tried.
  void address(Address one, bool followed) {
    ++addresses[static_cast<std::size_t>(one)][followed ? 1 : 0];
  }

  std::uint64_t addresses[address_kinds][2] = {};
  std::uint64_t edges[phases][phases] = {};
  std::uint64_t ends[outcomes][phases][modes] = {};
};

}  // namespace postino::model
