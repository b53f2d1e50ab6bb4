// SPDX-License-Identifier: MIT
/// A tracing transport over an inner one, and the lines that it shows.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "postino/trace.hpp"
#include "unit/pool/pool_of.hpp"
#include "unit/transport/inner_transport.hpp"

namespace postino::test {

class Traced : private TraceSink {
 public:
  /// The client's octets go in packets of `packet_bytes`, each of which the socket takes `takes`
  /// octets at a time; the server's come `chunk` at a time.
  explicit Traced(std::size_t packet_bytes = 4096) : made_{1, packet_bytes} {}

  InnerTransport inner;
  TracingTransport transport{inner, *this};
  std::vector<std::string> lines;
  std::size_t chunk = 4096;

  /// The client says these octets, all of them.
  Traced& says(std::string_view octets) {
    while (!octets.empty()) {
      Packet packet = made_.pool.take();
      const std::size_t count = std::min(octets.size(), packet.room().size());
      write(packet, octets.substr(0, count));
      octets.remove_prefix(count);
      while (transport.send(packet, Push::Now) == Progress::Pending) {
      }
    }
    return *this;
  }
  /// The client hands over a packet of these octets, once.
  Progress offers(std::string_view octets) {
    Packet packet = made_.pool.take();
    write(packet, octets);
    return transport.send(packet, Push::Now);
  }
  /// The client receives these octets.
  Traced& hears(std::string_view octets) {
    inner.wire.arrives.push_back(std::string{octets});
    std::vector<char> into(chunk);
    std::string got;
    for (Transfer one = transport.receive(into); one.count() != 0; one = transport.receive(into)) {
      got.append(into.data(), one.count());
    }
    EXPECT_EQ(got, octets) << "the trace changed what was received";
    return *this;
  }

  /// All lines so far, once.
  std::vector<std::string> seen() { return std::exchange(lines, {}); }
  /// All lines so far, as one text.
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& one : lines) all += one + "\n";
    return all;
  }

 private:
  /// A blank that only separated a code from a text is not looked at.
  void line(Direction direction, std::string_view text) override {
    std::string one = direction == Direction::Sent ? "> " : "< ";
    one += text;
    while (one.size() > 2 && one.back() == ' ') one.pop_back();
    lines.push_back(one);
  }

  PoolOf made_;
};

using Lines = std::vector<std::string>;

}  // namespace postino::test
