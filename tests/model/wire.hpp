// SPDX-License-Identifier: MIT
/// A Socket in memory and in virtual time.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "model/script.hpp"
#include "model/tape.hpp"
#include "model/truth.hpp"
#include "postino/socket.hpp"

namespace postino::model {

/// The far end of a wire.
class Peer {
 public:
  virtual void connected() = 0;
  /// `lost`: the client handed them over, and they never came here.
  virtual void heard(std::string_view octets, bool lost) = 0;

 protected:
  ~Peer() = default;
};

/// What the server says on its way to the wire.
class Sealer {
 public:
  /// In its place; holds until the next call.
  virtual std::string_view seal(std::string_view octets) = 0;
  /// Before it closes.
  virtual std::string_view farewell() = 0;

 protected:
  ~Sealer() = default;
};

/// Told whenever the client calls the socket: a moment to look at it.
class Watcher {
 public:
  /// `replies`: that ended in what the client was given since the last call.
  virtual void looks(unsigned replies) = 0;
  /// A message is about to be composed, and may turn out to be one that can't be sent.
  virtual void begins() = 0;

 protected:
  ~Watcher() = default;
};

class Wire final : public Socket {
 public:
  Wire(Truth& truth, Peer& peer) : truth_{&truth}, peer_{&peer} {}

  void begin(const Script& script, Tape& tape, Watcher* watcher);
  /// What can happen from here on is that message's. `patience`: how long the client waits for the
  /// greeting of one of several addresses.
  void begin_message(const Message& message, Millis patience);

  Progress connect(std::string_view host, std::uint16_t port) override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t addresses_left() const override { return untried(); }
  bool go_on_after_this_address() override;
  [[nodiscard]] std::size_t packets_held() const override { return held_count_; }
  [[nodiscard]] int native_code() const override { return 0; }
  [[nodiscard]] bool is_open() const { return state_ == State::Open; }
  /// What the address does that the connection goes to.
  [[nodiscard]] Address address() const { return address_[used_]; }
  [[nodiscard]] std::uint8_t untried() const {
    return next_ < addresses_ ? static_cast<std::uint8_t>(addresses_ - next_) : std::uint8_t{0};
  }
  /// Whether octets reach the server now.
  [[nodiscard]] bool passes() const { return is_open() && !server_gone_; }

  /// Octets of the connection that the client had, or could have had, when it last sent.
  [[nodiscard]] std::uint32_t known() const { return known_; }
  /// TLS begins: what was said and not read before is none of it.
  void protect() { clear_end_ = before_ + size_; }
  [[nodiscard]] bool is_clear() const { return before_ + read_ < clear_end_; }
  /// All that the client takes is kept.
  void keep_all(bool on) { keeps_all_ = on; }

  // The server's end.
  void say(std::string_view octets, Millis due);
  /// As it is.
  void say_sealed(std::string_view octets, Millis due);
  /// From here on there is something between the server and the wire, or nothing: nullptr.
  void interpose(Peer& peer, Sealer* sealer) {
    peer_ = &peer;
    sealer_ = sealer;
  }
  [[nodiscard]] std::uint32_t said() const { return before_ + size_; }
  /// After what was said.
  void end(After how);
  [[nodiscard]] bool ends() const { return ending_ != After::GoOn; }

  // Time.
  void set_time(Millis now) { now_ = now; }
  [[nodiscard]] Millis now() const { return now_; }
  /// A turn begins: windows open, packets come back.
  void turn();
  /// Whether a further turn at this moment would let the client get on.
  [[nodiscard]] bool has_more() const;
  [[nodiscard]] bool next_event(Millis& when) const;

  /// Whether the peer or the network ended a connection since the last call; the client saw it.
  [[nodiscard]] bool broke() const { return broke_; }
  void forget() { broke_ = false; }
  /// Under TLS it may see so before the wire is at its end.
  void note_end() { broke_ = true; }

 private:
  enum class State : std::uint8_t { Closed, Open, Lost };
  struct Piece {
    std::uint32_t end;
    Millis due;
  };
  static constexpr std::size_t room = 1U << 17;
  static constexpr std::size_t max_backlog = 1U << 15;
  static constexpr std::size_t max_pieces = 2048;

  Progress find_address();
  void check_patience() const;
  void lose();
  void make_room();
  void cut();
  void watch();
  [[nodiscard]] std::uint32_t ready() const;
  [[nodiscard]] std::uint32_t readable() const;
  [[nodiscard]] std::size_t passes_to_server(std::size_t wanted) const;
  Transfer at_the_end();
  void end_here(Tape::End how);
  void hold(Packet& packet);

  Truth* truth_;
  Peer* peer_;
  Sealer* sealer_ = nullptr;
  Tape* tape_ = nullptr;
  Watcher* watcher_ = nullptr;
  Network network_{};
  Cut cut_{};
  Connecting connecting_{};
  State state_ = State::Closed;
  After ending_ = After::GoOn;
  bool cut_done_ = false;
  bool server_gone_ = false;  // nothing reaches it any more
  bool stalled_ = false;      // nothing reaches the client any more
  bool broke_ = false;
  bool blocked_ = false;
  bool stuttered_ = false;
  std::uint8_t connect_calls_ = 0;
  // Of the host.
  std::array<Address, max_addresses> address_{};
  std::uint8_t addresses_ = 1;
  std::uint8_t next_ = 0;  // that was not tried
  std::uint8_t used_ = 0;
  bool goes_on_ = false;
  bool looking_ = false;  // connect() is under way
  bool hangs_ = false;    // until hangs_until_, if there is a next one
  bool hurried_ = false;  // the clock steps, and no wait is as long as it should be
  Millis hangs_until_{};
  Millis patience_{};
  Millis opened_{};
  Millis closed_{};
  std::uint32_t cut_passed_ = 0;  // octets in its direction
  std::uint32_t window_used_ = 0;
  std::uint32_t segment_used_ = 0;
  std::uint32_t before_ = 0;  // octets of the connection that were read and are gone
  std::uint32_t size_ = 0;
  std::uint32_t read_ = 0;
  std::uint32_t pieces_ = 0;
  std::uint32_t piece_ = 0;  // the first that is not read to its end
  unsigned replies_ = 0;     // brought since the last look
  std::uint32_t known_ = 0;
  std::uint32_t clear_end_ = 0;
  bool keeps_all_ = false;
  Millis now_{};
  std::uint8_t held_count_ = 0;
  struct Held {
    Packet packet{};
    Millis due{};
  };
  std::array<Held, 8> held_{};
  std::array<Piece, max_pieces> piece_ends_{};
  std::array<char, room> octets_{};
};

}  // namespace postino::model
