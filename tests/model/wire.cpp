// SPDX-License-Identifier: MIT
#include "model/wire.hpp"

#include <algorithm>
#include <cstring>

namespace postino::model {

void Wire::begin(const Script& script, Tape& tape, Watcher* watcher) {
  tape_ = &tape;
  watcher_ = watcher;
  network_ = script.network;
  now_ = script.settings.clock;
  state_ = State::Closed;
  ending_ = After::GoOn;
  blocked_ = stuttered_ = false;
  window_used_ = segment_used_ = 0;
  before_ = size_ = read_ = pieces_ = piece_ = 0;
  replies_ = 0;
  server_gone_ = stalled_ = false;
  goes_on_ = looking_ = hangs_ = false;
}

void Wire::begin_message(const Message& message, Millis patience) {
  for (std::size_t i = 0; i < max_addresses; ++i) address_[i] = message.address[i];
  addresses_ = message.addresses;
  patience_ = patience;
  hurried_ = message.step_at != 0 || message.cut.what != After::GoOn;
  cut_ = message.cut;
  cut_done_ = cut_.what == After::GoOn;
  cut_passed_ = 0;
  connecting_ = message.connecting;
  connect_calls_ = 0;
}

void Wire::watch() {
  if (watcher_ != nullptr) watcher_->looks(std::exchange(replies_, 0U));
}

Progress Wire::connect(std::string_view, std::uint16_t) {
  watch();
  if (connecting_ == Connecting::NotFound) return Progress::NotFound;
  if (connecting_ == Connecting::Failed) return Progress::Failed;
  if (connecting_ == Connecting::Slowly && ++connect_calls_ < 3) {
    blocked_ = true;
    return Progress::Pending;
  }
  if (const Progress found = find_address(); found != Progress::Done) return found;
  if (truth_->connections == Truth::max_connections) {
    truth_->fail("it connects for ever");
    return Progress::Failed;
  }
  truth_->received[truth_->connections++] = 0;
  state_ = State::Open;
  ending_ = After::GoOn;
  before_ = size_ = read_ = pieces_ = piece_ = 0;
  replies_ = 0;
  server_gone_ = stalled_ = false;
  opened_ = now_;
  known_ = clear_end_ = 0;
  if (keeps_all_) truth_->heard.emplace_back();
  tape_->connected();
  peer_->connected();
  return Progress::Done;
}

void Wire::lose() {
  state_ = State::Lost;
  server_gone_ = true;
  broke_ = true;
  tape_->happened("the connection is lost");
}

/// What the script has for this moment.
void Wire::cut() {
  cut_done_ = true;
  switch (cut_.what) {
    case After::Reset:
      return lose();
    case After::Close:
      tape_->happened("the server closes");
      server_gone_ = true;
      ending_ = After::Close;
      if (cut_.to_client) size_ = read_;
      broke_ = true;
      return;
    default:
      tape_->happened("nothing passes any more");
      server_gone_ = true;
      stalled_ = true;
  }
}

std::size_t Wire::passes_to_server(std::size_t wanted) const {
  if (network_.window != 0) wanted = std::min<std::size_t>(wanted, network_.window - window_used_);
  if (!cut_done_ && !cut_.to_client) {
    wanted = std::min<std::size_t>(wanted, cut_.octets - cut_passed_);
  }
  return wanted;
}

Progress Wire::send(Packet& packet, Push push) {
  watch();
  if (state_ != State::Open) return Progress::Failed;
  if (!cut_done_ && !cut_.to_client && cut_passed_ == cut_.octets) cut();
  if (state_ != State::Open) return Progress::Failed;
  if (server_gone_ && !network_.swallows) {
    if (ending_ == After::Close) {
      broke_ = true;
      return Progress::Closed;
    }
    return Progress::Pending;
  }
  const std::size_t size = packet.size();
  // A server that can't say what it has to say does not listen either.
  const bool backlog = size_ - read_ > max_backlog || pieces_ - piece_ > max_pieces / 2;
  if (backlog || (network_.stutters && (stuttered_ = !stuttered_))) {
    blocked_ = true;
    return Progress::Pending;
  }
  tape_->packet(size, push == Push::Now);
  const std::size_t count = passes_to_server(size);
  const std::string_view octets{packet.octets().data(), count};
  tape_->said(octets);
  if (network_.window != 0) window_used_ += static_cast<std::uint32_t>(count);
  if (!cut_.to_client) cut_passed_ += static_cast<std::uint32_t>(count);
  if (keeps_all_) known_ = before_ + read_ + readable();
  peer_->heard(octets, server_gone_);
  packet.consume(count);
  if (!cut_done_ && !cut_.to_client && cut_passed_ == cut_.octets) cut();
  if (count < size) {
    blocked_ = true;
    return Progress::Pending;
  }
  hold(packet);
  return Progress::Done;
}

void Wire::hold(Packet& packet) {
  if (network_.acknowledges_after != 0 && state_ == State::Open && held_count_ < held_.size()) {
    held_[held_count_++] = {std::move(packet), now_ + Millis{network_.acknowledges_after}};
  }
  packet.give_back();
}

/// Octets that are there now.
std::uint32_t Wire::ready() const {
  std::uint32_t end = read_;
  for (std::uint32_t i = piece_; i < pieces_ && now_.reached(piece_ends_[i].due); ++i) {
    end = piece_ends_[i].end;
    if (network_.segments == Segments::Replies && end > read_) break;
  }
  return std::min(end, size_);
}

/// Octets that a further receive() would bring.
std::uint32_t Wire::readable() const {
  if (stalled_) return 0;
  const std::uint32_t count = ready() - read_;
  if (network_.segments != Segments::Octets) return count;
  return std::min<std::uint32_t>(count, network_.octets - segment_used_);
}

Transfer Wire::receive(std::span<char> into) {
  watch();
  if (state_ != State::Open) return Transfer::failed();
  if (!cut_done_ && cut_.to_client && cut_passed_ == cut_.octets) cut();
  if (state_ != State::Open) return Transfer::failed();
  if (stalled_) return Transfer::pending();
  std::size_t count = std::min<std::size_t>(ready() - read_, into.size());
  if (count == 0) return at_the_end();
  if (network_.segments == Segments::Octets) {
    count = std::min<std::size_t>(count, network_.octets - segment_used_);
    segment_used_ += static_cast<std::uint32_t>(count);
    if (count == 0) blocked_ = true;
  }
  if (!cut_done_ && cut_.to_client) {
    count = std::min<std::size_t>(count, cut_.octets - cut_passed_);
    cut_passed_ += static_cast<std::uint32_t>(count);
  }
  if (count == 0) return Transfer::pending();
  std::memcpy(into.data(), octets_.data() + read_, count);
  tape_->heard({into.data(), count});
  if (keeps_all_) truth_->heard.back().append(into.data(), count);
  read_ += static_cast<std::uint32_t>(count);
  truth_->received[truth_->connections - 1] = before_ + read_;
  while (piece_ < pieces_ && piece_ends_[piece_].end <= read_) {
    ++piece_;
    ++replies_;
  }
  return Transfer::octets(count);
}

/// Nothing more to read, for now or for good.
Transfer Wire::at_the_end() {
  if (read_ != size_ || ending_ == After::GoOn || ending_ == After::Silence) {
    return Transfer::pending();
  }
  if (ending_ == After::Reset) {
    lose();
    return Transfer::failed();
  }
  broke_ = true;
  return Transfer::end();
}

/// What was read is forgotten.
void Wire::make_room() {
  std::memmove(octets_.data(), octets_.data() + read_, size_ - read_);
  for (std::uint32_t i = piece_; i < pieces_; ++i) {
    piece_ends_[i - piece_] = {piece_ends_[i].end - read_, piece_ends_[i].due};
  }
  before_ += read_;
  size_ -= read_;
  pieces_ -= piece_;
  read_ = piece_ = 0;
}

void Wire::say(std::string_view octets, Millis due) {
  say_sealed(sealer_ != nullptr ? sealer_->seal(octets) : octets, due);
}

void Wire::say_sealed(std::string_view octets, Millis due) {
  if (read_ == size_ || size_ + octets.size() > room || pieces_ == max_pieces) make_room();
  if (size_ + octets.size() > room || pieces_ == max_pieces) {
    return truth_->fail("it never ends");
  }
  std::memcpy(octets_.data() + size_, octets.data(), octets.size());
  size_ += static_cast<std::uint32_t>(octets.size());
  // None overtakes the one before.
  if (pieces_ != piece_ && !due.reached(piece_ends_[pieces_ - 1].due)) {
    due = piece_ends_[pieces_ - 1].due;
  }
  piece_ends_[pieces_++] = {size_, due};
}

void Wire::end(After how) {
  if (how == After::GoOn || ending_ != After::GoOn) return;
  if (how == After::Close && sealer_ != nullptr) {
    const std::string_view last = sealer_->farewell();
    if (!last.empty()) say_sealed(last, now_);
  }
  ending_ = how;
  server_gone_ = true;
}

void Wire::end_here(Tape::End how) {
  looking_ = hangs_ = false;
  if (state_ == State::Closed) {
    goes_on_ = false;
    return;
  }
  watch();
  closed_ = now_;
  tape_->ended(how);
  state_ = State::Closed;
}

void Wire::close() { end_here(Tape::End::Closed); }

void Wire::abort() {
  while (held_count_ != 0) held_[--held_count_].packet.give_back();
  end_here(Tape::End::Aborted);
}

std::size_t Wire::local_address(std::span<char> into) const {
  constexpr std::string_view address = "192.0.2.7";
  std::memcpy(into.data(), address.data(), address.size());
  return address.size();
}

void Wire::turn() {
  blocked_ = false;
  window_used_ = segment_used_ = 0;
  std::uint8_t kept = 0;
  for (std::uint8_t i = 0; i < held_count_; ++i) {
    if (now_.reached(held_[i].due)) {
      held_[i].packet.give_back();
    } else if (kept++ != i) {
      held_[kept - 1U] = std::move(held_[i]);
    }
  }
  held_count_ = kept;
}

bool Wire::has_more() const {
  if (blocked_) return true;
  if (state_ == State::Lost) return true;
  if (state_ != State::Open || stalled_) return false;
  if (ready() != read_) return true;
  return read_ == size_ && (ending_ == After::Close || ending_ == After::Reset);
}

bool Wire::next_event(Millis& when) const {
  bool any = false;
  const auto add = [&](Millis due) {
    if (!any || !due.reached(when)) when = due;
    any = true;
  };
  for (std::uint8_t i = 0; i < held_count_; ++i) add(held_[i].due);
  if (state_ == State::Open && !stalled_ && piece_ < pieces_) add(piece_ends_[piece_].due);
  if (hangs_ && untried() != 0) add(hangs_until_);
  return any;
}

}  // namespace postino::model
