// SPDX-License-Identifier: MIT
#include "support/fake_socket.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

namespace postino::test {
namespace {

constexpr std::size_t full_segment = 1460;

}  // namespace

Progress FakeSocket::connect(std::string_view host, std::uint16_t port) {
  on_call();
  if (state_ == State::Closed) {
    state_ = State::Connecting;
    left_ = goes_on_ ? left_ - 1 : behaviour.addresses - 1;
    goes_on_ = false;
    host_ = host;
    port_ = port;
    connect_due_ = clock_->now() + behaviour.connect_takes;
    ++activity_;
  }
  EXPECT_EQ(host, host_) << "connect() was continued with another host";
  EXPECT_EQ(port, port_) << "connect() was continued with another port";
  EXPECT_EQ(state_, State::Connecting) << "connect() on a socket that is connected";
  if (behaviour.connect == Progress::Pending || !clock_->now().reached(connect_due_)) {
    return Progress::Pending;
  }
  return establish();
}

bool FakeSocket::go_on_after_this_address() {
  EXPECT_NE(state_, State::Closed) << "go_on_after_this_address() without a connection";
  goes_on_ = left_ != 0;
  return goes_on_;
}

Progress FakeSocket::establish() {
  ++activity_;
  const bool refused = connections_ > 0 && !behaviour.reconnects;
  if (behaviour.connect != Progress::Done || refused) {
    state_ = State::Closed;
    native_code_ = behaviour.native_code;
    return refused ? Progress::Failed : behaviour.connect;
  }
  EXPECT_EQ(inbox_, "") << "left unheard on the last connection";
  inbox_.clear();
  unpushed_.clear();
  segments_.clear();
  fin_ = refuses_ = stalled_to_client_ = false;
  server_lives_ = true;
  handshake_ = Handshake::None;
  credit_ = behaviour.window;
  window_opens_ = clock_->now() + behaviour.window_opens_after;
  brought_ = 0;
  native_code_ = 0;
  ended_ = Ended::No;
  state_ = State::Open;
  ++connections_;
  if (behaviour.to_server && taken() >= behaviour.to_server->octets) cut_to_server();
  if (behaviour.to_client && delivered_ >= behaviour.to_client->octets) cut_to_client();
  on_event();
  return Progress::Done;
}

std::size_t FakeSocket::takes_now(std::size_t wanted) {
  if (behaviour.stutters && !stuttered_) {
    stuttered_ = blocked_ = true;
    return 0;
  }
  stuttered_ = false;
  if (behaviour.to_server) {
    const std::size_t limit = behaviour.to_server->octets;
    wanted = std::min(wanted, limit > taken() ? limit - taken() : 0);
  }
  if (credit_ < wanted) blocked_ = true;
  return std::min(wanted, credit_);
}

Progress FakeSocket::send(Packet& packet, Push push) {
  on_call();
  on_send();
  EXPECT_TRUE(static_cast<bool>(packet)) << "send() without a packet";
  EXPECT_NE(ended_ == Ended::No && state_ == State::Closed, true) << "send() before connect()";
  if (state_ != State::Open) return Progress::Failed;
  if (refuses_) return Progress::Closed;
  const std::span<const char> octets = packet.octets();
  EXPECT_FALSE(octets.empty()) << "a write of nothing";
  const std::size_t count = takes_now(octets.size());
  const bool whole = count == octets.size();
  if (count > 0) {
    const std::string piece{octets.data(), count};
    packet.consume(count);
    take(piece, push);
  }
  if (!whole) return Progress::Pending;
  if (behaviour.acknowledges_after && open()) {
    held_.push_back({std::move(packet), clock_->now() + *behaviour.acknowledges_after});
  }
  packet.give_back();
  return Progress::Done;
}

void FakeSocket::take(std::string_view octets, Push push) {
  ++activity_;
  if (credit_ != unlimited) credit_ -= octets.size();
  (handshake_ == Handshake::Done ? protected_ : clear_) += octets;
  writes_.push_back({std::string{octets}, push});
  unpushed_ += octets;
  if (push == Push::Now || unpushed_.size() >= full_segment) {
    inbox_ += unpushed_;
    unpushed_.clear();
  }
  if (behaviour.to_server && taken() >= behaviour.to_server->octets) cut_to_server();
  on_event();
}

void FakeSocket::cut_to_server() {
  server_lives_ = false;
  if (behaviour.to_server->cut == Cut::Reset) reset();
  if (behaviour.to_server->cut != Cut::Fin) return;
  fin_ = true;
  refuses_ = true;
}

void FakeSocket::cut_to_client() {
  segments_.clear();
  if (behaviour.to_client->cut == Cut::Reset) reset();
  if (behaviour.to_client->cut == Cut::Stall) stalled_to_client_ = true;
  if (behaviour.to_client->cut != Cut::Fin) return;
  server_lives_ = false;
  fin_ = true;
}

Transfer FakeSocket::receive(std::span<char> into) {
  on_call();
  EXPECT_FALSE(into.empty()) << "receive() without room";
  if (state_ != State::Open) return Transfer::failed();
  if (segments_.empty()) return fin_ ? Transfer::end() : Transfer::pending();
  std::size_t count = std::min(segments_.front().size(), into.size());
  if (behaviour.segment != unlimited) count = std::min(count, behaviour.segment - brought_);
  if (behaviour.to_client) count = std::min(count, behaviour.to_client->octets - delivered_);
  if (count == 0) {
    blocked_ = true;
    return Transfer::pending();
  }
  std::memcpy(into.data(), segments_.front().data(), count);
  for (const char octet : into.first(count)) count_reply(octet);
  segments_.front().erase(0, count);
  if (segments_.front().empty()) segments_.pop_front();
  brought_ += count;
  delivered_ += count;
  ++activity_;
  if (behaviour.to_client && delivered_ >= behaviour.to_client->octets) cut_to_client();
  return Transfer::octets(count);
}

/// One ends with a line that has no hyphen behind its code.
void FakeSocket::count_reply(char octet) {
  if (octet == '\n') {
    if (column_ <= 3 || !continued_) ++replies_;
    column_ = 0;
    return;
  }
  if (column_ == 3) continued_ = octet == '-';
  ++column_;
}

void FakeSocket::end(Ended how) {
  if (state_ == State::Closed) {
    goes_on_ = false;
    return;
  }
  ++activity_;
  state_ = State::Closed;
  ended_ = how;
  inbox_ += unpushed_;
  unpushed_.clear();
  segments_.clear();
  on_event();
}

void FakeSocket::close() {
  on_call();
  end(Ended::Closed);
}

void FakeSocket::abort() {
  on_call();
  held_.clear();
  end(Ended::Aborted);
}

std::size_t FakeSocket::local_address(std::span<char> into) const {
  const std::string& text = behaviour.local_address;
  if (!open() || text.size() > into.size()) return 0;
  std::copy(text.begin(), text.end(), into.begin());
  return text.size();
}

void FakeSocket::deliver(std::string_view octets) {
  if (!server_lives() || stalled_to_client_ || fin_ || octets.empty()) return;
  ++activity_;
  segments_.emplace_back(octets);
}

void FakeSocket::fin() {
  fin_ = true;
  ++activity_;
}

void FakeSocket::reset() {
  server_lives_ = false;
  segments_.clear();
  native_code_ = behaviour.native_code;
  if (state_ == State::Open) state_ = State::Lost;
  ++activity_;
}

void FakeSocket::want_handshake() {
  if (handshake_ != Handshake::None) return;
  handshake_ = Handshake::Wanted;
  ++activity_;
  on_event();
}

void FakeSocket::answer_handshake(Handshake result) {
  handshake_ = result;
  ++activity_;
}

bool FakeSocket::tick() {
  const std::size_t before = held_.size();
  held_.remove_if([this](const Held& held) { return clock_->now().reached(held.due); });
  if (held_.size() != before) ++activity_;
  return held_.size() != before;
}

bool FakeSocket::turn() {
  brought_ = 0;
  const bool blocked = std::exchange(blocked_, false);
  if (credit_ == behaviour.window) return blocked;
  if (behaviour.window_opens_after != Millis{} && !clock_->now().reached(window_opens_))
    return false;
  credit_ = behaviour.window;
  window_opens_ = clock_->now() + behaviour.window_opens_after;
  return blocked || behaviour.window_opens_after != Millis{};
}

std::optional<Millis> FakeSocket::next_event() const {
  if (state_ == State::Connecting && behaviour.connect != Progress::Pending) return connect_due_;
  if (!held_.empty()) return held_.front().due;
  const bool shut = open() && credit_ != behaviour.window;
  if (shut && behaviour.window_opens_after != Millis{}) return window_opens_;
  return std::nullopt;
}

std::vector<std::string> FakeSocket::flights() const {
  std::vector<std::string> all;
  bool more = false;
  for (const Write& write : writes_) {
    if (more) {
      all.back() += write.octets;
    } else {
      all.push_back(write.octets);
    }
    more = write.push == Push::Later;
  }
  return all;
}

}  // namespace postino::test
