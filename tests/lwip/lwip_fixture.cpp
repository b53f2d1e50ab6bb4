// SPDX-License-Identifier: MIT
/// The contract, held against the lwIP port.
#include "contract/socket_contract.hpp"
#include "name_server.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/lwip_waiter.hpp"
#include "raw_peer.hpp"
#include "stack.hpp"

namespace postino::contract {
namespace {

using test::Stack;

/// When it ends, lwIP has everything back.
class LwipFixture final : public SocketFixture {
 public:
  ~LwipFixture() override {
    names_.release();
    socket_.abort();
    stack_.settle();
    EXPECT_TRUE(stack_.run_until([this] { return socket_.quiet(); }, minutes(1)));
    stack_.wire.clear();
    EXPECT_EQ(stack_.usage(), usage_);
  }

  Socket& socket() override { return socket_; }
  Waiter& waiter() override { return waiter_; }
  std::unique_ptr<Peer> listen(std::string_view address, std::uint16_t port) override {
    return std::make_unique<test::RawPeer>(address, port);
  }
  void make_silent(std::string_view address, std::uint16_t port) override {
    stack_.wire.silence(std::string{address}, port);
  }
  void set_name(std::string_view name, std::vector<std::string> addresses) override {
    names_.set(name, std::move(addresses));
  }
  void hold_look_ups() override { names_.hold(); }
  void release_look_ups() override { names_.release(); }
  [[nodiscard]] std::size_t addresses_of_a_kind() const override { return 1; }

 private:
  Stack& stack_ = Stack::instance();
  test::NameServer names_;
  std::vector<std::size_t> usage_ = stack_.usage();
  LwipSocket socket_;
  LwipWaiter waiter_{socket_, Stack::step_once};
};

INSTANTIATE_TEST_SUITE_P(Lwip, SocketContract,
                         testing::Values(PortUnderTest{
                             "Wire", [] { return std::make_unique<LwipFixture>(); }}),
                         name_of);

}  // namespace
}  // namespace postino::contract
