// SPDX-License-Identifier: MIT
/// The contract, held against the POSIX port.
#include "posix_names.hpp"
#include "posix_peer.hpp"
#include "postino/posix_port.hpp"
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

class PosixFixture final : public SocketFixture {
 public:
  Socket& socket() override { return port_; }
  Waiter& waiter() override { return port_; }
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
};

INSTANTIATE_TEST_SUITE_P(Posix, SocketContract,
                         testing::Values(PortUnderTest{
                             "Loopback", [] { return std::make_unique<PosixFixture>(); }}),
                         name_of);

}  // namespace
}  // namespace postino::contract
