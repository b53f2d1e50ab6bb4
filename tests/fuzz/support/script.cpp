// SPDX-License-Identifier: MIT
#include "fuzz/support/script.hpp"

#include <algorithm>

namespace postino::test {
namespace {

bool is_mark(char octet) {
  return (octet >= 1 && octet <= 8) || octet == static_cast<char>(Mark::Next) ||
         octet == static_cast<char>(Mark::Quote);
}

}  // namespace

void Script::begin_connection() {
  const bool left = connection_ != 0 && waits_for_ != Mark::Next;
  connection_ = wire_->connections();
  waits_for_ = Mark::React;
  delivered_before_ = wire_->delivered();
  said_.clear();
  if (!left) return;
  // What was for the one before is not said to this one.
  const std::size_t next = script_.find(static_cast<char>(Mark::Next), at_);
  at_ = next == std::string::npos ? script_.size() : next + 1;
}

void Script::on_event() {
  wire_->inbox().clear();
  if (wire_->connections() != connection_) begin_connection();
  if (waits_for_ == Mark::React) go_on();
}

bool Script::on_rest() {
  slept_ = false;
  if (!wire_->server_lives()) return false;
  if (over()) {
    wire_->fin();
    wire_->reset();
    return true;
  }
  return go_on();
}

bool Script::go_on() {
  std::string octets;
  const std::size_t before = at_;
  while (at_ < script_.size()) {
    const char octet = script_[at_++];
    if (!is_mark(octet)) {
      octets += octet;
    } else if (octet == static_cast<char>(Mark::Quote)) {
      if (at_ < script_.size()) octets += script_[at_++];
    } else {
      say(octets);
      if (!act(static_cast<Mark>(octet))) return true;
    }
  }
  say(octets);
  waits_for_ = Mark::Rest;
  return at_ != before;
}

void Script::say(std::string& octets) {
  if (octets.empty()) return;
  said_.push_back({wire_->taken(), octets});
  wire_->deliver(octets);
  octets.clear();
}

/// Whether to go on at once.
bool Script::act(Mark mark) {
  switch (mark) {
    case Mark::Fin:
      wire_->fin();
      return true;
    case Mark::Reset:
      wire_->reset();
      return true;
    case Mark::Secure:
    case Mark::Insecure:
      if (wire_->handshake() == FakeSocket::Handshake::Wanted) {
        wire_->answer_handshake(mark == Mark::Secure ? FakeSocket::Handshake::Done
                                                     : FakeSocket::Handshake::Failed);
      }
      return true;
    case Mark::Window:
      if (at_ < script_.size()) {
        wire_->behaviour.window = 1U + static_cast<unsigned char>(script_[at_++]);
      }
      return true;
    case Mark::Sleep:
      slept_ = true;
      break;
    default:
      break;
  }
  waits_for_ = mark;
  return false;
}

std::string Script::said_behind(std::size_t taken) const {
  std::string all;
  for (const Said& one : said_) {
    if (one.taken >= taken) all += one.octets;
  }
  return all;
}

std::string Script::arrives_behind(std::size_t delivered) const {
  const std::string all = said_behind(0);
  return all.substr(std::min(delivered - delivered_before_, all.size()));
}

}  // namespace postino::test
