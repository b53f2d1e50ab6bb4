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
    const auto count = ::recv(descriptor, waste, sizeof waste, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EINTR)) return;
  }
}

/// Sends what MSG_MORE held back.
void flush(int descriptor) {
  constexpr int on = 1;
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
  if (!connection_) native_code_ = ENOTCONN;
  if (!connection_ || lost_ != 0) return Progress::Failed;
  const bool nothing_new = packet.octets().empty();
  const int more = push == Push::Later ? posix::more_follows : 0;
  const Progress result = send_octets(packet, MSG_NOSIGNAL | MSG_DONTWAIT | more);
  wants_room_ = result == Progress::Pending;
  quiet_ = waits_ && result == Progress::Done && push == Push::Now;
  if (result != Progress::Done) return result;
  if (nothing_new && push == Push::Now) flush(connection_.number());
  packet.give_back();
  return Progress::Done;
}

/// As recv(2), into the empty buffer; never EINTR.
std::ptrdiff_t PosixPort::read(int flags) {
  std::ptrdiff_t count{};
  do {
    count = ::recv(connection_.number(), ahead_.data(), ahead_.size(), flags);
  } while (count < 0 && errno == EINTR);
  ahead_begin_ = 0;
  ahead_end_ = static_cast<std::uint16_t>(count > 0 ? count : 0);
  return count;
}

std::size_t PosixPort::fetch(std::span<char> into) {
  const std::string_view left{ahead_.data() + ahead_begin_,
                              static_cast<std::size_t>(ahead_end_ - ahead_begin_)};
  const std::size_t count = left.copy(into.data(), into.size());
  ahead_begin_ = static_cast<std::uint16_t>(ahead_begin_ + count);
  return count;
}

Transfer PosixPort::receive(std::span<char> into) {
  if (!connection_) {
    native_code_ = ENOTCONN;
    return Transfer::failed();
  }
  if (into.empty()) return Transfer::pending();
  if (const std::size_t count = fetch(into)) return Transfer::octets(count);
  if (std::exchange(quiet_, false)) return Transfer::pending();
  const std::ptrdiff_t count = read(MSG_DONTWAIT);
  const bool nothing = count < 0 && posix::would_block(errno);
  if (count > 0) return Transfer::octets(fetch(into));
  if (count < 0 && !nothing) lose(errno);
  // What came before a reset is still delivered; the kernel tells of the reset only once.
  if (lost_ != 0) return Transfer::failed();
  ended_ = count == 0;
  return ended_ ? Transfer::end() : Transfer::pending();
}

void PosixPort::close() {
  if (connection_) drain(connection_.number());
  forget();
}

void PosixPort::abort() {
  if (connection_) {
    constexpr linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(connection_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  forget();
}

void PosixPort::forget() {
  if (state_ != State::Connected) goes_on_ = false;
  resolver_.abandon();
  connector_.abandon();
  connection_.reset();
  state_ = State::Closed;
  ahead_begin_ = ahead_end_;
  waits_ = false;
  wants_room_ = false;
  ended_ = false;
  lost_ = 0;
}

}  // namespace postino
