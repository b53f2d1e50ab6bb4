// SPDX-License-Identifier: MIT
#include <utility>

#include "postino/posix_port.hpp"
#include "system.hpp"

namespace postino {
namespace {

/// Octets that nobody read turn the close into a reset, which can overtake what was sent and
/// destroy it at the peer. Bounded, since a peer may send faster than this reads.
void drain(int descriptor) {
  char waste[4096];
  for (int round = 0; round < 1024; ++round) {
    const auto count = ::recv(descriptor, waste, sizeof waste, 0);
    if (count == 0 || (count < 0 && errno != EINTR)) return;
  }
}

/// Sends what MSG_MORE held back.
void flush(int descriptor) {
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

void PosixPort::lose(int error) {
  lost_ = error;
  native_code_ = error;
}

Progress PosixPort::send_octets(Packet& packet, int flags) {
  while (!packet.octets().empty()) {
    const auto octets = packet.octets();
    const auto count = ::send(connection_.number(), octets.data(), octets.size(), flags);
    if (count >= 0) {
      packet.consume(static_cast<std::size_t>(count));
    } else if (posix::would_block(errno)) {
      return Progress::Pending;
    } else if (errno == EPIPE) {
      return Progress::Closed;
    } else if (errno != EINTR) {
      lose(errno);
      return Progress::Failed;
    }
  }
  return Progress::Done;
}

Progress PosixPort::send(Packet& packet, Push push) {
  wants_room_ = false;
  if (!connection_ || lost_ != 0) {
    native_code_ = connection_ ? lost_ : ENOTCONN;
    return Progress::Failed;
  }
  const bool nothing_new = packet.octets().empty();
  const int more = push == Push::Later ? posix::more_follows : 0;
  const Progress result = send_octets(packet, MSG_NOSIGNAL | more);
  wants_room_ = result == Progress::Pending;
  if (result != Progress::Done) return result;
  if (nothing_new && push == Push::Now) flush(connection_.number());
  packet.give_back();
  return Progress::Done;
}

Transfer PosixPort::receive(std::span<char> into) {
  if (!connection_) {
    native_code_ = ENOTCONN;
    return Transfer::failed();
  }
  if (into.empty()) return Transfer::pending();
  ssize_t count = -1;
  do {
    count = ::recv(connection_.number(), into.data(), into.size(), 0);
  } while (count < 0 && errno == EINTR);
  if (count > 0) return Transfer::octets(static_cast<std::size_t>(count));
  if (count < 0 && !posix::would_block(errno)) lose(errno);
  // What came before a reset is still delivered; the kernel tells of the reset only once.
  if (lost_ != 0) {
    native_code_ = lost_;
    return Transfer::failed();
  }
  ended_ = count == 0;
  return ended_ ? Transfer::end() : Transfer::pending();
}

void PosixPort::close() {
  if (connection_ && lost_ == 0) {
    ::shutdown(connection_.number(), SHUT_WR);
    drain(connection_.number());
  }
  forget();
}

void PosixPort::abort() {
  if (connection_) {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(connection_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  forget();
}

void PosixPort::forget() {
  resolver_.abandon();
  connector_.abandon();
  connection_.reset();
  state_ = State::Closed;
  wants_room_ = false;
  ended_ = false;
  lost_ = 0;
}

}  // namespace postino
