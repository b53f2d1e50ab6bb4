// SPDX-License-Identifier: MIT
/// The contract, held against a socket of C callbacks. What is below them is the POSIX port, octets
/// passing by as a stack of C takes and brings them.
#include "posix_names.hpp"
#include "posix_peer.hpp"
#include "postino/c/socket.h"
#include "postino/c/storage.hpp"
#include "postino/posix_port.hpp"
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

PosixPort& port_of(void* context) { return *static_cast<PosixPort*>(context); }

std::int32_t number_of(Progress progress) {
  switch (progress) {
    case Progress::Done:
      return POSTINO_DONE;
    case Progress::NotFound:
      return POSTINO_NOT_FOUND;
    case Progress::Failed:
      return POSTINO_FAILED;
    default:
      return POSTINO_PENDING;
  }
}

std::int32_t send(void* context, postino_text octets, bool more) {
  alignas(PacketBlock) std::array<std::byte, PacketPool::block_bytes(256)> block{};
  PacketPool pool{block, 256};
  Packet packet = pool.take();
  const std::size_t count = std::min(octets.size, packet.room().size());
  std::copy_n(octets.data, count, packet.room().data());
  packet.extend(count);
  switch (port_of(context).send(packet, more ? Push::Later : Push::Now)) {
    case Progress::Done:
      return static_cast<std::int32_t>(count);
    case Progress::Pending:
      return static_cast<std::int32_t>(count - packet.size());
    case Progress::Closed:
      return POSTINO_END;
    default:
      return POSTINO_FAILED;
  }
}

std::int32_t receive(void* context, char* into, std::size_t room) {
  const Transfer got = port_of(context).receive({into, room});
  if (got == Transfer::end()) return POSTINO_END;
  if (got == Transfer::failed()) return POSTINO_FAILED;
  return static_cast<std::int32_t>(got.count());
}

constexpr postino_socket_calls socket_calls = {
    [](void* context, postino_text host, std::uint16_t port) {
      return number_of(port_of(context).connect({host.data, host.size}, port));
    },
    send,
    receive,
    [](void* context) { port_of(context).close(); },
    [](void* context) { port_of(context).abort(); },
    [](void* context, char* into, std::size_t room) {
      return port_of(context).local_address({into, room});
    },
    [](void* context) { return port_of(context).native_code(); },
    [](void* context) { return port_of(context).addresses_left(); },
    [](void* context) { return port_of(context).go_on_after_this_address(); }};

constexpr postino_waiter_calls waiter_calls = {
    [](void* context) { return port_of(context).now().value; },
    [](void* context, std::uint32_t until) { port_of(context).wait({until}); }};

class CCallbackFixture final : public SocketFixture {
 public:
  CCallbackFixture() {
    EXPECT_EQ(postino_callback_socket_init(&socket_, sizeof socket_, &socket_calls, &port_),
              POSTINO_FAULT_NONE);
    EXPECT_EQ(postino_callback_waiter_init(&waiter_, sizeof waiter_, &waiter_calls, &port_),
              POSTINO_FAULT_NONE);
  }
  Socket& socket() override { return *c::as<Socket>(&socket_.socket); }
  Waiter& waiter() override { return *c::as<Waiter>(&waiter_.waiter); }
  std::unique_ptr<Peer> listen(std::string_view address, std::uint16_t port) override {
    return std::make_unique<PosixPeer>(address, port, 4);
  }
  void make_silent(std::string_view address, std::uint16_t port) override {
    silent_.emplace_back(address, port);
  }
  void set_name(std::string_view name, std::vector<std::string> addresses) override {
    names_.set(name, std::move(addresses));
  }
  void hold_look_ups() override { names_.hold(); }
  void release_look_ups() override { names_.release(); }

 private:
  PosixNames names_;
  std::vector<SilentListener> silent_;
  PosixPort port_{PosixNames::look_up};
  postino_callback_socket socket_{};
  postino_callback_waiter waiter_{};
};

INSTANTIATE_TEST_SUITE_P(CCallbacks, SocketContract,
                         testing::Values(PortUnderTest{
                             "Loopback", [] { return std::make_unique<CCallbackFixture>(); }}),
                         name_of);

}  // namespace
}  // namespace postino::contract
