// SPDX-License-Identifier: MIT
// The smallest firmware that sends mail over TLS, to be linked and measured, not run.
#include <cstdint>

#include "postino/client.hpp"
#include "postino/mbedtls_arena.hpp"
#include "postino/mbedtls_transport.hpp"

namespace {

std::uint32_t volatile tick;

/// Does nothing, but the linker can't know: where the calls of a real stack would begin.
class DummySocket final : public postino::Socket {
 public:
  postino::Progress connect(std::string_view, std::uint16_t) override { return progress(); }
  postino::Progress send(postino::Packet&, postino::Push) override { return progress(); }
  postino::Transfer receive(std::span<char>) override { return postino::Transfer::octets(tick); }
  void close() override { tick = 0; }
  void abort() override { tick = 0; }
  std::size_t local_address(std::span<char>) const override { return tick; }
  std::size_t packets_held() const override { return tick; }
  int native_code() const override { return static_cast<int>(tick); }

 private:
  static postino::Progress progress() { return static_cast<postino::Progress>(tick); }
};

class DummyEntropy final : public postino::RandomSource {
 public:
  bool fill(std::span<char> into) override {
    for (char& octet : into) octet = static_cast<char>(tick);
    return tick != 0;
  }
};

constinit DummySocket dummy_socket;
constinit DummyEntropy dummy_entropy;
constinit postino::Random generator{dummy_entropy};
alignas(8) constinit std::array<std::byte, 20 * 1024> arena_memory{};
constinit postino::Arena arena{arena_memory};
constexpr unsigned char anchor[] = {0x30, 0x03, 0x02, 0x01, 0x00};
constexpr postino::Octets anchors[] = {anchor};
constexpr postino::TlsSettings settings{.anchors = anchors, .build_time = 1782864000};
constinit postino::Storage<> storage;
constinit postino::PacketPool ciphertext;
constinit postino::MbedTransport wire{dummy_socket, ciphertext, generator, settings};
constinit postino::Client client{wire, storage.memory()};

constexpr postino::Server relay{.host = "mail.example",
                                .security = postino::Security::Tls,
                                .login = postino::Login{.user = "node7", .password = "secret"}};
constexpr postino::Mail alarm{.from = {.address = "node7@plant.example"},
                              .to = "ops@plant.example",
                              .subject = "Pump 3 stopped",
                              .text = "Dry run at 14:02.\r\n"};

}  // namespace

extern "C" {
[[noreturn]] void _start() {
  arena.install();
  for (;;) {
    if (client.idle()) (void)client.send(relay, alarm);
    client.poll(postino::Millis{tick});
    if (const postino::Report* report = client.take_report()) {
      tick = static_cast<std::uint32_t>(report->outcome);
    }
  }
}
}
