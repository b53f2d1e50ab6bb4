// SPDX-License-Identifier: MIT
/// A network in memory and in virtual time, on which a fault can strike at every octet and call.
/// FakeSocket is told beforehand where it cuts; here an Injector is asked at each place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "campaign/injector.hpp"
#include "postino/socket.hpp"
#include "support/virtual_clock.hpp"

namespace postino::test {

inline constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

class Link final : public Socket {
 public:
  Link(const VirtualClock& clock, Injector& injector) : clock_{&clock}, injector_{&injector} {}
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  /// Called when the server might get on; inside send(), so that a reply is there at once.
  std::function<void()> on_change = [] {};
  std::function<void()> on_connect = [] {};

  // How it behaves without a fault.
  std::size_t window = no_limit;               ///< Octets taken in one turn.
  std::size_t segment = no_limit;              ///< Octets brought in one turn.
  std::deque<std::size_t> cuts{};              ///< Octets to the client behind which it pauses.
  std::optional<Millis> acknowledges_after{};  ///< It keeps packets that long.
  bool keeps_octets = true;                    ///< See sent().
  std::size_t addresses = 1;                   ///< Of the host.

  Progress connect(std::string_view host, std::uint16_t port) override;
  [[nodiscard]] std::size_t addresses_left() const override;
  bool go_on_after_this_address() override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t packets_held() const override { return held_.size(); }
  [[nodiscard]] int native_code() const override { return native_code_; }

  // The server's end.
  [[nodiscard]] std::string take_inbox();
  void deliver(std::string_view octets);
  void fin();
  [[nodiscard]] bool server_lives() const { return state_ == State::Open && server_lives_; }
  [[nodiscard]] std::size_t connections() const { return connections_; }
  /// Which of the host's the connection is to, the first one 0.
  [[nodiscard]] std::size_t address() const { return address_; }
  [[nodiscard]] bool open() const { return state_ == State::Open; }
  [[nodiscard]] bool readable() const { return !outbox_.empty(); }

  // For who runs it.
  /// Another turn begins: whether the client may get on that could not before.
  bool turn();
  [[nodiscard]] std::optional<Millis> next_event() const;
  [[nodiscard]] std::uint64_t activity() const { return activity_; }
  /// Whether the boundary has come at which the client is to be aborted.
  [[nodiscard]] bool reached() const { return reached_; }
  /// Whether octets waited for a fault that lets none pass, or few.
  [[nodiscard]] bool held_up() const { return held_up_; }
  /// What the last fault left is gone: its boundary, and octets that drip.
  void start_afresh();
  /// All that went to the server, as it was on the wire.
  [[nodiscard]] const std::string& sent() const { return sent_; }
  [[nodiscard]] std::size_t taken() const { return taken_; }
  [[nodiscard]] std::size_t brought() const { return brought_; }

 private:
  enum class State { Closed, Open, Lost };
  enum class Next { First, AfterClose, AfterThis };  ///< Where connect() begins.
  struct Held {
    Packet packet;
    Millis due;
  };

  [[nodiscard]] std::size_t passes(Place way, std::size_t wanted);
  void pass(Place way, std::string& octets);
  void strike(Place way);
  void lose();
  void end();

  const VirtualClock* clock_;
  Injector* injector_;
  State state_ = State::Closed;
  Next next_ = Next::First;
  std::size_t address_ = 0;
  std::size_t connections_ = 0;
  std::uint64_t activity_ = 0;
  std::size_t taken_ = 0;
  std::size_t brought_ = 0;
  std::size_t window_used_ = 0;
  std::size_t segment_used_ = 0;
  int native_code_ = 0;
  bool server_lives_ = false;
  bool refuses_ = false;
  bool fin_ = false;
  bool blocked_ = false;
  bool reached_ = false;
  bool held_up_ = false;
  std::optional<Millis> next_drop_{};
  std::string inbox_;
  std::string outbox_;
  std::string sent_;
  std::deque<Held> held_;
};

}  // namespace postino::test
