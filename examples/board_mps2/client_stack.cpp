// SPDX-License-Identifier: MIT
// As client_plain.cpp, and measures the stack that Postino uses.
#include "client.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/storage.hpp"
#include "stack_meter.hpp"

namespace board {
namespace {

constinit postino::LwipSocket port;
constinit StackMeter meter{port};
constinit postino::PlainTransport wire{meter};
constinit postino::Storage<> storage;
constinit postino::Client the_client{wire, storage.memory()};

}  // namespace

bool prepare_client(const Settings&) { return true; }
postino::Client& client() { return the_client; }
void poll_client(postino::Millis now) {
  meter.begin();
  the_client.poll(now);
  meter.end();
}
bool client_is_quiet() { return port.quiet(); }
postino::PacketPool& pool() { return storage.pool(); }
std::span<const std::byte> packets() { return std::as_bytes(std::span{&storage, 1}); }
std::size_t postino_ram() { return sizeof port + sizeof wire + sizeof storage + sizeof the_client; }
std::size_t postino_stack() { return meter.peak(); }
void print_transport() {}

}  // namespace board
