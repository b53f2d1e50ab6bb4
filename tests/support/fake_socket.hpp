// SPDX-License-Identifier: MIT
/// A Socket in memory and in virtual time, and the server's end of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postino/socket.hpp"
#include "support/virtual_clock.hpp"

namespace postino::test {

inline constexpr std::size_t unlimited = static_cast<std::size_t>(-1);

/// What happens to one direction of a connection.
enum class Cut {
  Fin,    ///< The server closes: what it sent before arrives, nothing is taken any more.
  Reset,  ///< The connection is lost at once.
  Stall,  ///< Nothing passes any more, and nobody is told.
};

struct CutAt {
  Cut cut = Cut::Fin;
  std::size_t octets = 0;  ///< So many pass before it.
};

/// How the network and the stack behave; set before the client connects.
struct Behaviour {
  Progress connect = Progress::Done;  ///< Pending: for ever.
  Millis connect_takes{};
  std::size_t addresses = 1;                   ///< Of the host.
  bool reconnects = true;                      ///< False: only the first connect() succeeds.
  std::size_t window = unlimited;              ///< Octets taken in one turn.
  Millis window_opens_after{};                 ///< Zero: at the next turn.
  bool stutters = false;                       ///< Every other send() takes nothing.
  std::size_t segment = unlimited;             ///< Octets brought in one turn.
  std::optional<Millis> acknowledges_after{};  ///< The socket keeps packets that long.
  std::string local_address = "192.0.2.7";
  int native_code = 0;
  std::optional<CutAt> to_server{};
  std::optional<CutAt> to_client{};
};

/// The server reacts inside the client's send(), so a reply can be there as soon as a command is.
class FakeSocket final : public Socket {
 public:
  struct Write {
    std::string octets;
    Push push = Push::Now;
  };
  enum class Handshake { None, Wanted, Done, Failed };
  enum class Ended { No, Closed, Aborted };

  explicit FakeSocket(const VirtualClock& clock) : clock_{&clock} {}
  FakeSocket(const FakeSocket&) = delete;
  FakeSocket& operator=(const FakeSocket&) = delete;

  Behaviour behaviour{};
  /// Called whenever the server might get on.
  std::function<void()> on_event = [] {};
  /// Called at the beginning of each call of the client's that does something.
  std::function<void()> on_call = [] {};

  /// Called when it is asked to send, before it looks at its connection.
  std::function<void()> on_send = [] {};

  Progress connect(std::string_view host, std::uint16_t port) override;
  [[nodiscard]] std::size_t addresses_left() const override { return left_; }
  bool go_on_after_this_address() override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t packets_held() const override { return held_.size(); }
  [[nodiscard]] int native_code() const override { return native_code_; }

  // The server's end.
  [[nodiscard]] std::string& inbox() { return inbox_; }
  void deliver(std::string_view octets);
  void fin();
  void reset();
  /// From now on nothing is taken, though the connection seems to stand.
  void refuse() { refuses_ = true; }
  [[nodiscard]] bool open() const { return state_ == State::Open; }
  [[nodiscard]] bool server_lives() const { return open() && server_lives_; }
  void answer_handshake(Handshake result);
  [[nodiscard]] Handshake handshake() const { return handshake_; }

  // For FakeTransport.
  void want_handshake();
  [[nodiscard]] bool readable() const { return !segments_.empty(); }

  // For the bench.
  /// Lets packets come back that are due; whether anything did.
  bool tick();
  /// Opens windows again; whether the client was waiting for one.
  bool turn();
  [[nodiscard]] std::optional<Millis> next_event() const;
  /// Grows with all that passes.
  [[nodiscard]] std::uint64_t activity() const { return activity_; }

  // What happened, over all connections.
  [[nodiscard]] std::size_t connections() const { return connections_; }
  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Ended ended() const { return ended_; }
  [[nodiscard]] std::size_t taken() const { return clear_.size() + protected_.size(); }
  [[nodiscard]] std::size_t delivered() const { return delivered_; }
  /// Replies that ended in it.
  [[nodiscard]] std::size_t replies() const { return replies_; }
  /// All that the client handed over, before and under TLS.
  [[nodiscard]] const std::string& in_clear() const { return clear_; }
  [[nodiscard]] const std::string& under_tls() const { return protected_; }
  [[nodiscard]] const std::vector<Write>& writes() const { return writes_; }
  /// The writes, joined where one said that more would follow at once.
  [[nodiscard]] std::vector<std::string> flights() const;

 private:
  enum class State { Closed, Connecting, Open, Lost };
  struct Held {
    Packet packet;
    Millis due;
  };

  Progress establish();
  void take(std::string_view octets, Push push);
  [[nodiscard]] std::size_t takes_now(std::size_t wanted);
  void cut_to_server();
  void cut_to_client();
  void count_reply(char octet);
  void end(Ended how);

  const VirtualClock* clock_;
  State state_ = State::Closed;
  Ended ended_ = Ended::No;
  Handshake handshake_ = Handshake::None;
  std::string host_;
  std::uint16_t port_ = 0;
  Millis connect_due_{};
  std::size_t connections_ = 0;
  std::size_t delivered_ = 0;
  std::size_t replies_ = 0;
  std::size_t column_ = 0;  // in the line that comes
  bool continued_ = false;  // by a further one
  std::size_t credit_ = 0;
  Millis window_opens_{};
  std::size_t brought_ = 0;
  std::uint64_t activity_ = 0;
  int native_code_ = 0;
  std::size_t left_ = 0;  // addresses
  bool goes_on_ = false;  // after the one that was used
  bool server_lives_ = false;
  bool stuttered_ = false;
  bool blocked_ = false;
  bool stalled_to_client_ = false;
  bool refuses_ = false;  // what the client sends
  bool fin_ = false;
  std::string unpushed_;
  std::string inbox_;
  std::string clear_;
  std::string protected_;
  std::deque<std::string> segments_;
  std::list<Held> held_;
  std::vector<Write> writes_;
};

}  // namespace postino::test
