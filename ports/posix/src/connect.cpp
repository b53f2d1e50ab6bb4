// SPDX-License-Identifier: MIT
#include <utility>

#include "postino/posix_port.hpp"
#include "sleep.hpp"

namespace postino {

Progress PosixPort::connect(std::string_view host, std::uint16_t port) {
  if (state_ == State::Connected) return Progress::Done;
  if (state_ == State::Closed) {
    native_code_ = 0;
    if (!std::exchange(goes_on_, false)) return look_up(host, port);
    connector_.start_on_the_rest(now());
    state_ = State::Connecting;
  }
  return go_on_connecting();
}

bool PosixPort::go_on_after_this_address() {
  goes_on_ = addresses_left() != 0;
  return goes_on_;
}

Progress PosixPort::look_up(std::string_view host, std::uint16_t port) {
  posix::AddressList found;
  const Progress result = resolver_.look_up(host, port, found);
  if (result == Progress::Pending) return result;
  if (result != Progress::Done) return give_up(result, found.native_code);
  connector_.start(found, now());
  state_ = State::Connecting;
  return go_on_connecting();
}

Progress PosixPort::go_on_connecting() {
  const Progress result = connector_.go_on(now());
  if (result == Progress::Failed) return give_up(result, connector_.native_code());
  if (result == Progress::Done) {
    local_ = connector_.local();
    connection_ = connector_.take();
    quiet_ = waits_;
    may_sleep_ = posix::let_receive_sleep(connection_);
    state_ = State::Connected;
  }
  return result;
}

Progress PosixPort::give_up(Progress result, int native_code) {
  forget();
  native_code_ = native_code;
  return result;
}

}  // namespace postino
