// SPDX-License-Identifier: MIT
/// The other end of connections: lwIP's raw API, in the same stack as the port under test.
#pragma once

#include <lwip/tcp.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace postino::test {

/// One connection that a listener took.
class RawConnection {
 public:
  explicit RawConnection(tcp_pcb* pcb);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  /// Called when something came.
  std::function<void()> on_event = [] {};

  void send(std::string_view octets);
  /// Octets that lwIP would take now.
  [[nodiscard]] std::size_t room() const { return pcb_ != nullptr ? tcp_sndbuf(pcb_) : 0; }
  /// At most `most` of what has come; the window opens by as much.
  std::string take(std::size_t most);
  void half_close();
  void close();
  void reset();
  [[nodiscard]] std::size_t available() const { return received_.size(); }
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] bool lost() const { return lost_; }

 private:
  tcp_pcb* let_go();

  tcp_pcb* pcb_;
  std::string received_;
  bool ended_ = false;
  bool half_closed_ = false;
  bool lost_ = false;
};

/// Listens; connections wait in `arrived`.
class RawListener {
 public:
  RawListener(std::string_view address, std::uint16_t port);
  ~RawListener();
  RawListener(const RawListener&) = delete;
  RawListener& operator=(const RawListener&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  std::function<void()> on_arrival = [] {};
  std::deque<std::unique_ptr<RawConnection>> arrived;

 private:
  tcp_pcb* pcb_;
};

}  // namespace postino::test
