// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <span>

#include "postino/posix_clock.hpp"
#include "postino/posix_port.hpp"
#include "sleep.hpp"
#include "system.hpp"

namespace postino {
namespace {

/// What `poll(2)` looks at. A descriptor that is in it wakes even when no event is asked for
/// (POLLHUP), so what can't get on has to stay out.
class WatchList {
 public:
  void add(int descriptor, short events) {
    if (descriptor >= 0) list_[count_++] = {.fd = descriptor, .events = events, .revents = {}};
  }
  /// Returns what the last poll() found, 0 for a descriptor that is not in the list.
  [[nodiscard]] short found(int descriptor) const {
    for (const pollfd& watched : std::span{list_}.first(count_)) {
      if (watched.fd == descriptor) return watched.revents;
    }
    return 0;
  }
  int poll(int timeout) { return ::poll(list_.data(), count_, timeout); }

 private:
  std::array<pollfd, posix::Connector::max_addresses + 1> list_{};
  nfds_t count_ = 0;
};

std::uint32_t milliseconds_until(Millis end, Millis now) {
  return now.reached(end) ? 0 : (end - now).value;
}

}  // namespace

Millis PosixPort::now() { return posix_now(); }

Millis PosixPort::wake_time(Millis until) const {
  const auto next = connector_.next_attempt_at();
  return next && until.reached(*next) ? *next : until;
}

void PosixPort::wait(Millis until) {
  if (ahead_begin_ != ahead_end_) return;
  waits_ = true;
  quiet_ = false;
  if (state_ == State::Connected && may_sleep_ && !ended_ && !wants_room_ && lost_ == 0) {
    sleep_for_octets(until);
  } else {
    poll_until(until);
  }
}

/// A time that is no whole number of naps ends in poll(2).
void PosixPort::sleep_for_octets(Millis until) {
  std::ptrdiff_t count{};
  do {
    const std::uint32_t left = milliseconds_until(until, now());
    if (left != 0 && left < posix::nap.value) return poll_until(until);
    count = read(left == 0 ? MSG_DONTWAIT : 0);
    if (count < 0 && !posix::would_block(errno)) return lose(errno);
    if (left == 0) break;
  } while (count < 0);
  quiet_ = count > 0 && ahead_end_ < ahead_.size();
}

void PosixPort::poll_until(Millis until) {
  WatchList watched;
  for (const auto& attempt : connector_.attempts()) watched.add(attempt.number(), POLLOUT);
  watched.add(resolver_.wake_descriptor(), POLLIN);
  const int events = (ended_ ? 0 : POLLIN) | (wants_room_ ? POLLOUT : 0);
  if (events != 0 && lost_ == 0) watched.add(connection_.number(), static_cast<short>(events));
  const Millis end = wake_time(until);
  while (watched.poll(static_cast<int>(milliseconds_until(end, now()))) <= 0 &&
         !now().reached(end)) {
  }
  std::size_t number = 0;
  for (const auto& attempt : connector_.attempts()) {
    connector_.note(number++, watched.found(attempt.number()));
  }
}

}  // namespace postino
