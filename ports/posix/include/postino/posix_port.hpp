// SPDX-License-Identifier: MIT
/// The POSIX port: a non-blocking BSD socket, and `poll(2)` to wait for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/posix/connector.hpp"
#include "postino/posix/descriptor.hpp"
#include "postino/posix/resolver.hpp"
#include "postino/socket.hpp"

namespace postino {

/// A host object: it may be made and dropped at run time, and closes its connection when it ends.
/// All calls come from one thread. Names are looked up in a helper thread, addresses are tried as
/// RFC 8305 says, IPv6 and IPv4. The octets of a packet are copied into the kernel, so it is back
/// in its pool as soon as send() is Done.
///
/// A caller of wait() pays one system call for a wait and what it brings: wait() reads. After what
/// it brought, after connect() and after the end of a flight, the next receive() is Pending without
/// a look; the one after that looks, so nothing is handed over before all that has arrived was
/// read.
///
/// native_code() is errno (positive), or after NotFound the EAI_ number of `getaddrinfo(3)`, which
/// is negative on Linux.
class PosixPort final : public Socket, public Waiter {
 public:
  /// `resolve` takes the place of `getaddrinfo(3)` for names that are not addresses: a table of
  /// hosts, say.
  explicit PosixPort(posix::LookUp resolve = posix::system_look_up) : resolver_{resolve} {}
  PosixPort(const PosixPort&) = delete;
  PosixPort& operator=(const PosixPort&) = delete;
  /// As close().
  ~PosixPort() { close(); }

  Progress connect(std::string_view host, std::uint16_t port) override;
  [[nodiscard]] std::size_t addresses_left() const override {
    return state_ == State::Connected ? connector_.left() : 0;
  }
  bool go_on_after_this_address() override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t packets_held() const override { return 0; }
  [[nodiscard]] int native_code() const override { return native_code_; }

  /// posix_now().
  Millis now() override;
  /// Sleeps in `recv(2)`, or in `poll(2)` where there is more to wait for than octets. It returns
  /// early as long as arrived octets are not fetched.
  void wait(Millis until) override;

 private:
  /// Closed, too, until a look-up has brought addresses.
  enum class State : std::uint8_t { Closed, Connecting, Connected };

  Progress look_up(std::string_view host, std::uint16_t port);
  Progress go_on_connecting();
  Progress give_up(Progress result, int native_code);
  Progress send_octets(Packet& packet, int flags);
  void lose(int error);
  void forget();
  std::ptrdiff_t read(int flags);
  std::size_t fetch(std::span<char> into);
  void sleep_for_octets(Millis until);
  void poll_until(Millis until);
  [[nodiscard]] Millis wake_time(Millis until) const;

  posix::Resolver resolver_;
  posix::Connector connector_;
  posix::Descriptor connection_;
  State state_ = State::Closed;
  /// Octets that were read and not yet fetched: those of a flight's replies, as a rule.
  std::array<char, 512> ahead_{};
  std::uint16_t ahead_begin_ = 0;
  std::uint16_t ahead_end_ = 0;
  posix::Address local_{};
  bool goes_on_ = false;     ///< The next connect() does, with the addresses that are left.
  bool may_sleep_ = false;   ///< recv(2) comes back by itself.
  bool waits_ = false;       ///< wait() was called since connect() began.
  bool quiet_ = false;       ///< The next receive() need not look.
  bool wants_room_ = false;  ///< The last send() was Pending.
  bool ended_ = false;       ///< receive() has reported end().
  int lost_ = 0;             ///< errno that ended the connection.
  int native_code_ = 0;
};

}  // namespace postino
