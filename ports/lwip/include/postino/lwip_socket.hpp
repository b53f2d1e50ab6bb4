// SPDX-License-Identifier: MIT
/// The lwIP port: the raw API, without a copy on the way out. lwIP 2.1 or later, whose options are
/// the firmware's own; ports/README.md lists those that matter.
#pragma once

#include <lwip/err.h>
#include <lwip/ip_addr.h>
#include <lwip/opt.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/lwip/link.hpp"
#include "postino/socket.hpp"

/// 1: every call comes from the context in which lwIP runs, with its core locked where there is an
/// operating system, so the port takes no lock; and set_wake() is there with NO_SYS too.
#ifndef POSTINO_LWIP_IN_CORE
#define POSTINO_LWIP_IN_CORE 0
#endif

struct pbuf;

namespace postino {

/// Constant-initialised and trivially destructible: make it static. lwIP may call back after
/// close() and after an aborted look-up; quiet() tells whether it still may.
///
/// All calls come from one context. With NO_SYS that is the one in which lwIP runs; otherwise any
/// one thread, and lwIP needs LWIP_TCPIP_CORE_LOCKING. Callbacks only queue and set flags.
///
/// A packet is given to lwIP as a whole or not at all, and is back in its pool when the peer has
/// acknowledged it; with an operating system at the next call after that. One that is larger than
/// TCP_SND_BUF is copied by lwIP, in parts. native_code() is an `err_t`; after NotFound ERR_VAL or
/// ERR_ARG.
class LwipSocket final : public Socket {
 public:
  constexpr LwipSocket() = default;
  LwipSocket(const LwipSocket&) = delete;
  LwipSocket& operator=(const LwipSocket&) = delete;

  /// lwIP gives one address of each kind. That of the first kind, LWIP_DNS_ADDRTYPE_DEFAULT, is
  /// tried first, and the other beside it when it fails or does not answer within a quarter of a
  /// second. Pending also while lwIP lacks memory or still has to let go of earlier connections.
  Progress connect(std::string_view host, std::uint16_t port) override;
  /// Goes on with an address of the other kind, if none was asked for so far.
  bool go_on_after_this_address() override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  /// What arrives from now on is thrown away. An earlier connection that is still being closed
  /// stays so.
  void close() override;
  /// Also resets earlier connections that are still being closed with packets in flight.
  void abort() override;
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t packets_held() const override;
  [[nodiscard]] int native_code() const override { return native_code_; }

  /// Whether something came since the last call of this, or since the calls that would have dealt
  /// with it; or connect() has another address to try. What a Waiter waits for.
  [[nodiscard]] bool take_news();
  /// Whether lwIP holds nothing of this object and will not call it back: it is closed, its packets
  /// are back, and no look-up is left.
  [[nodiscard]] bool quiet();

#if !NO_SYS || POSTINO_LWIP_IN_CORE
  /// `wake` is called in lwIP's thread whenever there is news; it may only signal another thread,
  /// or set a timeout of lwIP's.
  void set_wake(void (*wake)(void*), void* argument);
#endif

 private:
  enum class State : std::uint8_t { Closed, Connecting, Connected };
  static constexpr std::uint8_t families = LWIP_IPV4 + LWIP_IPV6;
  class Core;

  static err_t on_connected(void* link, tcp_pcb* pcb, err_t error);
  static err_t on_received(void* link, tcp_pcb* pcb, pbuf* octets, err_t error);
  static err_t on_acknowledged(void* link, tcp_pcb* pcb, u16_t count);
  static void on_lost(void* link, err_t error);
  static void on_found(const char* name, const ip_addr_t* address, void* socket);

  Progress go_on_connecting(std::string_view host, std::uint16_t port);
  bool look_up(std::string_view host);
  bool ask(const char* name);
  bool begin_attempt(std::uint16_t port);
  [[nodiscard]] bool attempting() const;
  [[nodiscard]] lwip::Link* unused_link();
  void drop_attempts();
  Progress hand_over(Packet& packet, std::uint8_t flags);
  Progress copy(Packet& packet);
  [[nodiscard]] tcp_pcb* pcb() const { return active_ != nullptr ? active_->pcb : nullptr; }
  static void finish(lwip::Link& link);
  static void let_go(lwip::Link& link);
  void forget();
  void tell();

  /// Two for attempts at an address of each kind, and one for a connection that is being closed.
  std::array<lwip::Link, families + 1> links_{};
  lwip::Link* active_ = nullptr;  ///< The one that connected.
  pbuf* received_ = nullptr;
  ip_addr_t address_{};        ///< To be tried next, when found_.
  std::uint32_t next_at_ = 0;  ///< sys_now() when another address is tried beside, or asked again.
#if !NO_SYS || POSTINO_LWIP_IN_CORE
  void (*wake_)(void*) = nullptr;
  void* wake_argument_ = nullptr;
#endif
  State state_ = State::Closed;
  Progress verdict_ = Progress::NotFound;  ///< What connect() comes to when nothing is left.
  std::uint8_t asked_families_ = 0;
  bool asking_ = false;  ///< lwIP owes a call of on_found().
  bool wanted_ = false;  ///< Its answer is wanted.
  bool found_ = false;
  bool ended_ = false;
  bool goes_on_ = false;  ///< The next connect() does, with the other kind of address.
  bool news_ = false;
  err_t native_code_ = 0;
};

}  // namespace postino
