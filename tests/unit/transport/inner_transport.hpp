// SPDX-License-Identifier: MIT
/// A transport that does as a test says and remembers what it was told.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>

#include "postino/transport.hpp"

namespace postino::test {

/// The same of a socket; all that a transport can pass on to one.
class InnerSocket final : public Socket {
 public:
  std::size_t takes = static_cast<std::size_t>(-1);  ///< Octets of one send(); fewer is Pending.
  Progress sends = Progress::Done;                   ///< Anything else: that, and nothing is taken.
  Transfer ends = Transfer::pending();               ///< When nothing more arrives.
  std::deque<std::string> arrives;
  std::string taken;
  std::deque<Push> pushes;
  int number = 0;
  int closes = 0;
  int aborts = 0;

  Progress connect(std::string_view, std::uint16_t) override { return Progress::Done; }
  Progress send(Packet& packet, Push push) override {
    pushes.push_back(push);
    if (sends != Progress::Done) return sends;
    const std::size_t count = std::min(takes, packet.octets().size());
    taken.append(packet.octets().data(), count);
    packet.consume(count);
    if (!packet.octets().empty()) return Progress::Pending;
    packet.give_back();
    return Progress::Done;
  }
  Transfer receive(std::span<char> into) override {
    if (arrives.empty()) return ends;
    std::string& next = arrives.front();
    const std::size_t count = std::min(into.size(), next.size());
    std::memcpy(into.data(), next.data(), count);
    next.erase(0, count);
    if (next.empty()) arrives.pop_front();
    return Transfer::octets(count);
  }
  void close() override { ++closes; }
  void abort() override { ++aborts; }
  std::size_t local_address(std::span<char>) const override { return 0; }
  [[nodiscard]] std::size_t packets_held() const override { return 0; }
  [[nodiscard]] int native_code() const override { return number; }
};

class InnerTransport final : public Transport {
 public:
  InnerSocket wire;
  bool has_tls = true;
  Progress secures = Progress::Done;
  Fault why = Fault::None;
  int number = 0;
  Protection protects = Protection::None;
  std::string name;
  const Login* concealed = nullptr;

  void conceal(const Login* login) override { concealed = login; }
  [[nodiscard]] Socket& socket() const override { return const_cast<InnerSocket&>(wire); }
  [[nodiscard]] Fault check() const override {
    return has_tls ? Fault::None : Fault::TlsUnavailable;
  }
  Progress secure(std::string_view server) override {
    name = server;
    return secures;
  }
  [[nodiscard]] Fault fault() const override { return why; }
  [[nodiscard]] int native_code() const override { return number; }
  [[nodiscard]] Protection protection() const override { return protects; }
  Progress send(Packet& packet, Push push) override { return wire.send(packet, push); }
  Transfer receive(std::span<char> into) override { return wire.receive(into); }
  void close() override { wire.close(); }
  void abort() override { wire.abort(); }
};

}  // namespace postino::test
