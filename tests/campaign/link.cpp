// SPDX-License-Identifier: MIT
#include "campaign/link.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace postino::test {
namespace {

constexpr Millis drop_interval = seconds(61);
constexpr std::string_view own_address = "192.0.2.7";
/// What a stack might say; its value matters to nobody.
constexpr int lost_code = 104;

}  // namespace

std::size_t Link::addresses_left() const {
  return state_ == State::Closed ? 0 : addresses - 1 - address_;
}

bool Link::go_on_after_this_address() {
  if (addresses_left() == 0) return false;
  next_ = Next::AfterClose;
  return true;
}

Progress Link::connect(std::string_view, std::uint16_t) {
  if (const FaultKind* const fault = injector_->happens(Place::Connect)) {
    ++activity_;
    native_code_ = lost_code;
    if (fault->act == Act::Pending) blocked_ = true;
    if (fault->act == Act::Pending) return Progress::Pending;
    return fault->act == Act::Failed ? Progress::Failed : Progress::NotFound;
  }
  address_ = std::exchange(next_, Next::First) == Next::AfterThis ? address_ + 1 : 0;
  inbox_.clear();
  outbox_.clear();
  refuses_ = fin_ = false;
  next_drop_.reset();
  server_lives_ = true;
  native_code_ = 0;
  state_ = State::Open;
  window_used_ = segment_used_ = 0;
  ++connections_;
  ++activity_;
  on_connect();
  strike(Place::ToServer);
  strike(Place::ToClient);
  on_change();
  return Progress::Done;
}

/// How many of `wanted` octets pass now.
std::size_t Link::passes(Place way, std::size_t wanted) {
  const FaultKind* const fault = injector_->due(way);
  if (fault == nullptr) {
    const bool corrupts = injector_->fault() != nullptr && injector_->fault()->act == Act::Corrupt;
    return corrupts ? wanted : std::min(wanted, injector_->before(way));
  }
  if (fault->act == Act::Corrupt) return wanted;
  if (fault->act == Act::Abort || fault->act == Act::Destroy) reached_ = true;
  if (fault->act == Act::Short || fault->act == Act::Block) {
    injector_->strike();
    blocked_ = true;
    return fault->act == Act::Short ? 1 : 0;
  }
  held_up_ = fault->act == Act::Stall || fault->act == Act::Drip;
  if (fault->act != Act::Drip) return 0;
  if (next_drop_ && !clock_->now().reached(*next_drop_)) return 0;
  next_drop_ = clock_->now() + drop_interval;
  return 1;
}

/// `octets` pass, and one of them may not be what it was.
void Link::pass(Place way, std::string& octets) {
  ++activity_;
  const FaultKind* const fault = injector_->fault();
  const std::size_t before = injector_->before(way);
  if (fault != nullptr && fault->act == Act::Corrupt && before < octets.size()) {
    const std::size_t bit = (injector_->seen(way) + before) % 8;
    octets[before] = static_cast<char>(octets[before] ^ (1 << bit));
    injector_->strike();
  }
  injector_->passed(way, octets.size());
  strike(way);
}

/// What strikes as soon as its boundary has come.
void Link::strike(Place way) {
  const FaultKind* const fault = injector_->due(way);
  if (fault == nullptr || state_ != State::Open) return;
  if (fault->act == Act::Fin) {
    injector_->strike();
    server_lives_ = false;
    fin_ = true;
    if (way == Place::ToServer) refuses_ = true;
    if (way == Place::ToClient) outbox_.clear();
  }
  if (fault->act == Act::Reset) {
    injector_->strike();
    lose();
  }
}

void Link::lose() {
  ++activity_;
  server_lives_ = false;
  native_code_ = lost_code;
  outbox_.clear();
  if (state_ == State::Open) state_ = State::Lost;
}

Progress Link::send(Packet& packet, Push) {
  if (const FaultKind* const fault = injector_->happens(Place::Send)) {
    if (fault->act == Act::Failed) lose();
    if (fault->act == Act::Closed) refuses_ = fin_ = true;
    blocked_ = fault->act == Act::Pending;
    if (blocked_) return Progress::Pending;
  }
  if (state_ != State::Open) return Progress::Failed;
  if (refuses_) return Progress::Closed;
  const std::size_t size = packet.size();
  const std::size_t open = window - window_used_;
  if (open < size) blocked_ = true;
  const std::size_t count = passes(Place::ToServer, std::min(size, open));
  if (count > 0) {
    std::string octets{packet.octets().data(), count};
    packet.consume(count);
    if (window != no_limit) window_used_ += count;
    taken_ += count;
    const bool heard = server_lives_;
    pass(Place::ToServer, octets);
    if (keeps_octets) sent_ += octets;
    if (heard) inbox_ += octets;
    on_change();
  }
  if (count < size) return Progress::Pending;
  if (acknowledges_after && state_ == State::Open) {
    held_.push_back({std::move(packet), clock_->now() + *acknowledges_after});
  }
  packet.give_back();
  return Progress::Done;
}

Transfer Link::receive(std::span<char> into) {
  if (const FaultKind* const fault = injector_->happens(Place::Receive)) {
    if (fault->act == Act::Failed) lose();
    if (fault->act == Act::End) fin_ = true;
    if (fault->act == Act::End) outbox_.clear();
    blocked_ = fault->act == Act::Pending;
    if (blocked_) return Transfer::pending();
  }
  if (state_ != State::Open) return Transfer::failed();
  if (outbox_.empty()) return fin_ ? Transfer::end() : Transfer::pending();
  std::size_t count = std::min({outbox_.size(), into.size(), segment - segment_used_});
  if (!cuts.empty()) count = std::min(count, cuts.front() - brought_);
  if (!cuts.empty() && cuts.front() == brought_) cuts.pop_front();
  if (count == 0) blocked_ = true;
  if (count != 0) count = passes(Place::ToClient, count);
  if (count == 0) return Transfer::pending();
  std::string octets = outbox_.substr(0, count);
  outbox_.erase(0, count);
  if (segment != no_limit) segment_used_ += count;
  brought_ += count;
  pass(Place::ToClient, octets);
  std::memcpy(into.data(), octets.data(), count);
  return Transfer::octets(count);
}

void Link::end() {
  next_ = next_ == Next::AfterClose ? Next::AfterThis : Next::First;
  if (state_ == State::Closed) return;
  ++activity_;
  state_ = State::Closed;
  outbox_.clear();
  on_change();
}

void Link::close() { end(); }

void Link::abort() {
  held_.clear();
  end();
}

std::size_t Link::local_address(std::span<char> into) const {
  if (injector_->happens(Place::Address) != nullptr || state_ != State::Open) return 0;
  std::ranges::copy(own_address, into.begin());
  return own_address.size();
}

std::string Link::take_inbox() {
  std::string octets;
  std::swap(octets, inbox_);
  return octets;
}

void Link::deliver(std::string_view octets) {
  if (!server_lives() || octets.empty()) return;
  ++activity_;
  outbox_ += octets;
}

void Link::fin() {
  if (!server_lives()) return;
  ++activity_;
  server_lives_ = false;
  fin_ = true;
}

void Link::start_afresh() {
  reached_ = held_up_ = false;
  next_drop_.reset();
  cuts.clear();
}

bool Link::turn() {
  window_used_ = segment_used_ = 0;
  while (!held_.empty() && clock_->now().reached(held_.front().due)) {
    held_.pop_front();
    blocked_ = true;
  }
  const bool dripped = next_drop_ && clock_->now().reached(*next_drop_) && !outbox_.empty();
  return std::exchange(blocked_, false) || dripped;
}

std::optional<Millis> Link::next_event() const {
  if (!held_.empty()) return held_.front().due;
  return outbox_.empty() ? std::nullopt : next_drop_;
}

}  // namespace postino::test
