// SPDX-License-Identifier: MIT
/// One lwIP in this process, its interfaces and its time.
#pragma once

#include <lwip/netif.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "lwip_wire.hpp"
#include "postino/time.hpp"

namespace postino::test {

/// The addresses 127.0.0.1 to 127.0.0.9, ::1 and 2001:db8::ab, each on an interface whose frames
/// pass the wire.
class Stack {
 public:
  /// The only one; lwIP is a single one, too.
  static Stack& instance();

  [[nodiscard]] Millis now() const { return now_; }
  /// Delivers what is due and runs lwIP's timers; without anything due, lets time pass until
  /// something is, or until `until`.
  void step(Millis until);
  /// A millisecond, for a Waiter, which runs the timers itself.
  static void step_once();
  /// Until `condition` holds or the time is over; whether it holds.
  bool run_until(const std::function<bool()>& condition, Millis at_most);
  void run_for(Millis time);

  /// Lets every connection come to its end, in all the time that this takes.
  void settle();
  /// Whether there is a connection, in whatever state, to a server at that port.
  [[nodiscard]] static bool connected_to(std::uint16_t port);
  /// What lwIP has handed out: every pool, and the heap.
  [[nodiscard]] std::vector<std::size_t> usage() const;

  Wire wire;

 private:
  Stack();
  void add_interface(unsigned last_octet);
  [[nodiscard]] Millis next_event(Millis until) const;
  void pass(Millis until);

  std::array<netif, 9> interfaces_{};
  Millis now_{0xffffffffU - 5999U};  // so that tests cross the wrap
};

}  // namespace postino::test
