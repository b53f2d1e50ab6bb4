// SPDX-License-Identifier: MIT
// The smallest firmware that sends mail over TLS, to be linked and measured, not run. With
// POSTINO_IMAGE_SESSION it keeps the session for the next connection.
#include <cstdint>

#include "dummy_socket.hpp"
#include "postino/client.hpp"
#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_transport.hpp"

namespace {

class DummyEntropy final : public postino::RandomSource {
 public:
  bool fill(std::span<char> into) override {
    for (char& octet : into) octet = static_cast<char>(tick);
    return tick != 0;
  }
};

constinit postino::DummySocket dummy_socket;
constinit DummyEntropy dummy_entropy;
constinit postino::MbedDrbg generator{dummy_entropy};
alignas(8) constinit std::array<std::byte, 20 * 1024> heap_memory{};
constinit postino::MbedHeap heap{heap_memory};
constexpr unsigned char anchor[] = {0x30, 0x03, 0x02, 0x01, 0x00};
constexpr postino::MbedPemOrDer anchors[] = {anchor};
#ifdef POSTINO_IMAGE_SESSION
constinit std::array<unsigned char, 2048> session_memory{};
constinit postino::MbedSession session{session_memory};
constexpr postino::MbedSettings settings{
    .anchors = anchors, .build_time = 1782864000, .session = &session};
#else
constexpr postino::MbedSettings settings{.anchors = anchors, .build_time = 1782864000};
#endif
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
  heap.install();
  for (;;) {
    if (client.idle()) (void)client.send(relay, alarm);
    client.poll(postino::Millis{tick});
    if (const postino::Report* report = client.take_report()) {
      tick = static_cast<std::uint32_t>(report->outcome);
    }
  }
}
}
