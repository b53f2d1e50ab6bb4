// SPDX-License-Identifier: MIT
/// The steps that clients take from phase to phase, to be held against docs/state-machine.md.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "postino/client.hpp"
#include "support/fake_socket.hpp"

namespace postino::test {

/// Where a conversation stands, as far as a step shows in it.
struct Standpoint {
  Phase phase = Phase::Idle;
  std::uint16_t number = 0;  ///< Of the recipient or the chunk.
  std::uint16_t ahead = 0;   ///< Messages that ran on.
  bool waiting = false;      ///< What was said is not answered.
};

[[nodiscard]] Standpoint standpoint_of(const Client& client);

/// Those of all clients of the program, from one phase to another or to the same again.
class Steps {
 public:
  static Steps& taken();

  void add(Phase from, Phase to);
  /// "MailFrom RcptTo", one a line.
  void write(std::ostream& out) const;

 private:
  static constexpr std::size_t phases = static_cast<std::size_t>(Phase::Quit) + 1;
  bool taken_[phases][phases] = {};
};

/// Looks at a client each time it calls its socket. Between two calls there is one step at most,
/// unless one receive() brought several replies, or a message ended that another one ran on after:
/// what happened then is not told.
class StepWatch {
 public:
  StepWatch(const Client& client, const FakeSocket& wire) : client_{&client}, wire_{&wire} {}

  void look();

 private:
  const Client* client_;
  const FakeSocket* wire_;
  Standpoint last_{};
  std::size_t replies_ = 0;
};

}  // namespace postino::test
