// SPDX-License-Identifier: MIT
#include "scripted_socket.hpp"

namespace postino::benchmark {

void ScriptedSocket::pass_round_trip() {
  ++round_trips_;
  if (!connected_) {
    connected_ = true;
  } else {
    arrived_ += session_->take_replies();
  }
}

Progress ScriptedSocket::connect(std::string_view, std::uint16_t) {
  const OtherCount not_counted;
  if (!session_) session_.emplace(options_);
  return connected_ ? Progress::Done : Progress::Pending;
}

Progress ScriptedSocket::send(Packet& packet, Push) {
  const OtherCount not_counted;
  const std::span<const char> octets = packet.octets();
  octets_ += octets.size();
  session_->take({octets.data(), octets.size()});
  packet.give_back();
  return Progress::Done;
}

Transfer ScriptedSocket::receive(std::span<char> into) {
  const OtherCount not_counted;
  const std::size_t count = arrived_.copy(into.data(), into.size());
  arrived_.erase(0, count);
  return count != 0 ? Transfer::octets(count) : Transfer::pending();
}

void ScriptedSocket::close() {
  const OtherCount not_counted;
  connected_ = false;
  arrived_.clear();
  session_.reset();
}

std::size_t ScriptedSocket::local_address(std::span<char> into) const {
  const OtherCount not_counted;
  return std::string_view{"192.0.2.7"}.copy(into.data(), into.size());
}

}  // namespace postino::benchmark
