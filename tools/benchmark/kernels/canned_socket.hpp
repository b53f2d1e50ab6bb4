// SPDX-License-Identifier: MIT
/// A server that says the same to everybody, for next to no instructions of its own.
#pragma once

#include <algorithm>
#include <cstring>
#include <string_view>

#include "postino/socket.hpp"

namespace postino::test {

class CannedSocket final : public Socket {
 public:
  Progress connect(std::string_view, std::uint16_t) override {
    flight_ = 0;
    says_ = "220 mail.example ESMTP\r\n";
    return Progress::Done;
  }
  Progress send(Packet& packet, Push push) override {
    packet.give_back();
    if (push == Push::Now) answer();
    return Progress::Done;
  }
  Transfer receive(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), says_.size());
    if (count == 0) return Transfer::pending();
    std::memcpy(into.data(), says_.data(), count);
    says_.remove_prefix(count);
    return Transfer::octets(count);
  }
  void close() override {}
  void abort() override {}
  std::size_t local_address(std::span<char>) const override { return 0; }
  [[nodiscard]] std::size_t packets_held() const override { return 0; }
  [[nodiscard]] int native_code() const override { return 0; }

 private:
  void answer() {
    static constexpr std::string_view answers[] = {
        "250-mail.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-VRFY\r\n250-ETRN\r\n"
        "250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250-DSN\r\n250 CHUNKING\r\n",
        "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n",
        "250 2.0.0 Ok: queued as 4D3F21A0C5\r\n"};
    says_ = answers[flight_];
    flight_ = flight_ == 1 ? 2 : 1;
  }

  std::size_t flight_ = 0;
  std::string_view says_;
};

}  // namespace postino::test
