// SPDX-License-Identifier: MIT
/// A socket without a kernel: the sink's side of the conversation in the same process, and a
/// network that takes one round trip when it is told to. What it does itself is not counted.
#pragma once

#include <valgrind/callgrind.h>

#include <optional>
#include <string>

#include "postino/socket.hpp"
#include "sink_session.hpp"

namespace postino::benchmark {

/// The other of counted and not counted, for as long as it lives.
class OtherCount {
 public:
  OtherCount() { CALLGRIND_TOGGLE_COLLECT; }
  ~OtherCount() { CALLGRIND_TOGGLE_COLLECT; }
  OtherCount(const OtherCount&) = delete;
  OtherCount& operator=(const OtherCount&) = delete;
};

class ScriptedSocket final : public Socket {
 public:
  explicit ScriptedSocket(const SinkOptions& options) : options_{options} {}

  /// What was sent arrives, and what is answered to it.
  void pass_round_trip();
  [[nodiscard]] unsigned round_trips() const { return round_trips_; }
  [[nodiscard]] std::uint64_t octets() const { return octets_; }
  /// Of the connection.
  [[nodiscard]] std::uint64_t mails() const { return session_->taken().mails; }

  Progress connect(std::string_view host, std::uint16_t port) override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override { close(); }
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t packets_held() const override { return 0; }
  [[nodiscard]] int native_code() const override { return 0; }

 private:
  const SinkOptions& options_;
  std::optional<SinkSession> session_;
  bool connected_ = false;
  std::string arrived_;  ///< For the client.
  unsigned round_trips_ = 0;
  std::uint64_t octets_ = 0;
};

}  // namespace postino::benchmark
