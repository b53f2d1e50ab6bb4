// SPDX-License-Identifier: MIT
/// A client over MbedTransport, an OpenSSL server, and a clock.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "postino/client.hpp"
#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_settings.hpp"
#include "postino/mbedtls_transport.hpp"
#include "support/bench.hpp"
#include "support/sent.hpp"
#include "tls/support/tls_server.hpp"

namespace postino::test {

/// Deterministic octets that pass for entropy.
class TestEntropy final : public RandomSource {
 public:
  enum class Kind { Good, Fails, Constant, AllEqual };
  Kind kind = Kind::Good;
  std::size_t fails_at = unlimited;  ///< Calls before it fails.
  std::size_t calls = 0;
  bool fill(std::span<char> into) override;

 private:
  std::uint64_t state_ = 88172645463325252ULL;
};

/// Of the whole program: an authority with P-256, one with RSA.
const Identified& authority(KeyKind kind = KeyKind::P256);
/// A server certificate for mail.example by that authority, made once.
const Identified& server_identity(KeyKind kind = KeyKind::P256);

std::int64_t test_clock();

/// The name of a suite's instance for each version of TLS: "Tls12".
std::string version_name(const ::testing::TestParamInfo<int>& version);

inline constexpr std::size_t plenty_of_memory = 256 * 1024;

/// When it ends, every packet and every octet of the heap must be back.
class TlsBench {
 public:
  explicit TlsBench(ServerWish wish, const Sizes& sizes = {},
                    std::size_t heap_octets = plenty_of_memory);
  ~TlsBench();
  TlsBench(const TlsBench&) = delete;
  TlsBench& operator=(const TlsBench&) = delete;

  std::vector<std::byte> memory;
  MbedHeap heap{memory};
  VirtualClock clock;
  FakeSocket wire{clock};
  TlsServer server;
  TestEntropy entropy;
  MbedDrbg random{entropy};

  std::string anchors_pem;
  std::vector<MbedPemOrDer> anchors;
  std::vector<MbedPin> pins;
  MbedSettings settings{};

 private:
  RoomOf room_;

 public:
  MbedTransport tls{wire, room_.pool, random, settings};
  Client client{tls, room_.memory()};
  Server relay{.host = "mail.example", .security = Security::Tls, .ehlo_name = "client.example"};
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = Bench::letter};

  void trust(const std::string& pem);
  void pin(const std::string& digest);

  /// Sends the mail, then ends the connection.
  Sent send();
  /// Until there is a report.
  Sent send_and_stay();
  void rest();

  /// A handshake and its tickets, without a client above it.
  struct Cost {
    std::size_t to_server = 0;
    std::size_t to_client = 0;
    std::uint64_t instructions = 0;  ///< Of our end; 0 where nobody counts them.
    std::uint64_t microseconds = 0;
  };
  Cost handshake();
  void step();
  [[nodiscard]] PacketPool& pool() { return room_.pool; }
  Protection protection = Protection::None;  ///< Of the last report.
  std::function<void()> after_poll = [] {};
  std::size_t polls = 0;

 private:
  bool take_report(std::optional<Sent>& sent, Millis started);
  void pass_time(std::uint64_t before);
};

}  // namespace postino::test
