// SPDX-License-Identifier: MIT
/// What lies between lwIP's output and its input: a queue of frames, and what may befall them.
#pragma once

#include <lwip/netif.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "postino/time.hpp"

namespace postino::test {

/// Of a hundred frames each; and how long one takes.
struct Weather {
  unsigned lost = 0;
  unsigned doubled = 0;
  unsigned late = 0;  ///< By up to `lateness`, so that others overtake it.
  Millis lateness{40};
  Millis latency{1};
};

/// A TCP segment as it was handed to the driver.
struct Segment {
  std::string to;
  std::uint16_t port = 0;
  std::uint16_t from_port = 0;
  bool syn = false;
  bool reset = false;
  bool push = false;
  std::size_t payload = 0;
};

class Wire {
 public:
  /// From here on.
  void set_weather(const Weather& weather, unsigned seed);
  /// Cut: no frame passes. What was under way is lost, too.
  void cut(bool is_cut);
  /// Attempts to connect there are left without an answer.
  void silence(const std::string& address, std::uint16_t port) { silent_.emplace(address, port); }
  /// Fair weather, nobody silent.
  void clear();
  /// Nobody watches.
  void let_go();

  /// For each TCP segment before it is sent, the pbufs as the driver gets them.
  std::function<void(const Segment&, const pbuf&)> on_segment{};
  /// Whether a TCP segment gets through at all.
  std::function<bool(const Segment&)> passes = [](const Segment&) { return true; };

  void take(netif& interface, const pbuf& frame, Millis now);
  /// Brings what is due; whether anything was.
  bool deliver(Millis now);
  [[nodiscard]] std::optional<Millis> next() const;
  [[nodiscard]] std::size_t frames() const { return frames_; }
  [[nodiscard]] std::size_t lost() const { return lost_; }

 private:
  struct Frame {
    netif* interface;
    std::string octets;
  };

  void enqueue(netif& interface, const std::string& octets, Millis now);
  [[nodiscard]] bool chance(unsigned percent);

  Weather weather_{};
  std::mt19937 random_{1};
  bool cut_ = false;
  std::set<std::pair<std::string, std::uint16_t>> silent_;
  std::multimap<std::uint64_t, Frame> frames_under_way_;  // by time that does not wrap
  std::uint64_t epoch_ = 0;
  Millis last_{};
  std::size_t frames_ = 0;
  std::size_t lost_ = 0;
};

}  // namespace postino::test
