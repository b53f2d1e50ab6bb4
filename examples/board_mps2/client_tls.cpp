// SPDX-License-Identifier: MIT
// TLS, implicit or behind STARTTLS: MbedTransport over lwIP's raw API.
#include <array>
#include <optional>

#include "arch/cc.h"
#include "board/print.hpp"
#include "board/semihosting.hpp"
#include "client.hpp"
#include "client_tls.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_transport.hpp"
#include "postino/storage.hpp"

namespace board {
namespace {

/// NOT RANDOM: the emulator has no source of entropy. A product asks its own.
class TestEntropy final : public postino::RandomSource {
 public:
  bool fill(std::span<char> into) override {
    for (char& octet : into) octet = static_cast<char>(board_test_random() >> 24);
    return true;
  }
};

constinit std::array<std::byte, 48 * 1024> memory_of_tls;
constinit std::optional<postino::MbedHeap> heap;
constinit TestEntropy entropy;
constinit postino::MbedDrbg random{entropy};

constinit std::array<char, 4096> anchor_text;
constinit std::array<postino::MbedPemOrDer, 1> anchors;
// Some of these images have small buffers and TLS 1.3 alone, by which no smaller records can be
// asked for: their server is one of our own, whose replies and certificates are small.
constinit postino::MbedSettings trust{
    .anchors = anchors, .clock = [] { return std::int64_t{host_time()}; }, .small_records = true};

constinit std::array<unsigned char, 2048> session_memory;
constinit postino::MbedSession session{session_memory};

constinit postino::LwipSocket port;
constinit postino::Storage<> storage;
constinit postino::MbedTransport wire{port, storage.memory().pool, random, trust};
constinit postino::Client the_client{wire, storage.memory()};

}  // namespace

bool prepare_client(const Settings& settings) {
  if (settings.heap > memory_of_tls.size()) return false;
  heap.emplace(std::span{memory_of_tls}.first(settings.heap)).install();
  if (settings.versions == "1.2") trust.versions = postino::MbedVersions::Only12;
  if (settings.versions == "1.3") trust.versions = postino::MbedVersions::Only13;
  if (settings.resume) trust.session = &session;
  trust.ecp_ops_per_poll = static_cast<std::uint16_t>(settings.slice);
  if (settings.anchor.empty()) return true;
  anchors[0] = read_file(settings.anchor, anchor_text);
  return !anchors[0].empty();
}

postino::Client& client() { return the_client; }
[[gnu::weak]] void poll_client(postino::Millis now) { the_client.poll(now); }
postino::MbedTransport& tls_transport() { return wire; }
postino::MbedHeap& tls_heap() { return *heap; }
bool client_is_quiet() { return port.quiet(); }
postino::PacketPool& pool() { return storage.pool(); }
std::span<const std::byte> packets() { return std::as_bytes(std::span{&storage, 1}); }
std::size_t postino_ram() {
  return sizeof port + sizeof wire + sizeof storage + sizeof the_client + sizeof random;
}
std::size_t postino_stack() { return 0; }
void print_transport() {
  print("tls memory used ", heap->used(), " peak ", heap->high_water(), " of ",
        memory_of_tls.size(), " failed ", heap->failures());
}

}  // namespace board
