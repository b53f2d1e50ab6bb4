// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>

#include "postino/posix_clock.hpp"
#include "postino/posix_port.hpp"
#include "system.hpp"

namespace postino {
namespace {

/// What `poll(2)` looks at. A descriptor that is in it wakes even when no event is asked for
/// (POLLHUP), so what can't get on has to stay out.
class WatchList {
 public:
  void add(int descriptor, short events) {
    if (descriptor >= 0) list_[count_++] = {.fd = descriptor, .events = events, .revents = 0};
  }
  int poll(int timeout) { return ::poll(list_.data(), count_, timeout); }

 private:
  std::array<pollfd, posix::Connector::most_addresses + 1> list_{};
  nfds_t count_ = 0;
};

int milliseconds_until(Millis end, Millis now) {
  return now.reached(end) ? 0 : static_cast<int>((end - now).value);
}

}  // namespace

Millis PosixPort::now() { return posix_now(); }

Millis PosixPort::wake_time(Millis until) const {
  const auto next = connector_.next_attempt_at();
  return next && until.reached(*next) ? *next : until;
}

void PosixPort::wait(Millis until) {
  WatchList watched;
  for (const auto& attempt : connector_.attempts()) watched.add(attempt.number(), POLLOUT);
  watched.add(resolver_.wake_descriptor(), POLLIN);
  const int events = (ended_ ? 0 : POLLIN) | (wants_room_ ? POLLOUT : 0);
  if (events != 0 && lost_ == 0) watched.add(connection_.number(), static_cast<short>(events));
  const Millis end = wake_time(until);
  while (watched.poll(milliseconds_until(end, now())) <= 0 && !now().reached(end)) {
  }
}

}  // namespace postino
