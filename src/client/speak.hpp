// SPDX-License-Identifier: MIT
/// Packets out: a flight in as few as it fits, no command split over two unless it must be
/// (RFC 2920 3.1), and nothing handed over before all that has arrived was read.
#pragma once

#include "postino/config.hpp"
#include "postino/detail/client_of.hpp"

namespace postino::detail {

/// Octets of an IPv6 address as text (INET6_ADDRSTRLEN).
inline constexpr std::size_t address_octets = 46;

template <Features f>
Turn ClientOf<f>::speak() {
  const bool working = compose();
  const Turn heard = hear();
  if (heard == Turn::Working) return heard;
  const bool moved = hand_over();
  if (working) return Turn::Working;
  return moved ? Turn::Moved : heard;
}

/// Returns whether a computation comes first that is not done.
template <Features f>
bool ClientOf<f>::compose() {
  traffic_.waits_for_source = false;
  bool more = true;
  while (more && may_speak()) {
    const Preparation state = conversation_.prepare();
    if (state == Preparation::Working) return true;
    if (state != Preparation::Done) {
      fail(static_cast<Fault>(state));
      return false;
    }
    if (!take_packet()) return false;
    more = conversation_.says_content() ? compose_content() : compose_command();
  }
  return false;
}

/// Whether it is our turn; after the end of a message the next one of a queue may be said.
template <Features f>
bool ClientOf<f>::may_speak() {
  if constexpr (f.queue) {
    if (queue_ != nullptr) queue_calls_->run_on(*this);
  }
  return flight_has_room(0) && conversation_.speaking() != Phase::Idle;
}

/// Whether another command may follow `composed` ones that were not handed over yet.
template <Features f>
bool ClientOf<f>::flight_has_room(std::size_t composed) const {
  return !f.pipelining || traffic_.awaited + composed < config::max_commands_in_flight;
}

template <Features f>
bool ClientOf<f>::take_packet() {
  if (packet_ != nullptr) return true;
  packet_ = pool_->take().release();
  if (packet_ != nullptr) {
    traffic_.waits_for_packet = false;
    return true;
  }
  // While packets of ours are in flight, the peer sets the pace, and the phase has its deadline.
  if (socket().packets_held() == 0 && !traffic_.waits_for_packet) {
    traffic_.waits_for_packet = true;
    packet_deadline_ =
        phase() == Phase::Quit ? deadline_ : now_ + conversation_.server()->timeouts.packet_wait;
  }
  return false;
}

template <Features f>
void ClientOf<f>::say(Transfer what) {
  if (conversation_.said(what)) traffic_.ends.add(*packet_, pool_->packet_bytes());
}

template <Features f>
std::span<char> ClientOf<f>::room() const {
  return traffic_.ends.room(*packet_, pool_->packet_bytes());
}

/// Whether the whole command is in packets now.
template <Features f>
bool ClientOf<f>::compose_command() {
  char address[f.literal ? address_octets : 1];
  std::size_t size = 0;
  if (f.literal && conversation_.says_name()) size = socket().local_address(address);
  Writer writer{room(), traffic_.command_offset};
  conversation_.write(writer, {address, size});
  if (conversation_.in_auth()) packet_->secret = true;
  const bool complete = writer.complete();
  if (!f.pipelining || complete || packet_->size() == 0) {
    packet_->extend(writer.written());
    traffic_.command_offset =
        static_cast<std::uint16_t>(traffic_.command_offset + writer.written());
  }
  if (complete) {
    traffic_.command_offset = 0;
    say(Transfer::end());
  }
  return complete;
}

/// Whether more can be composed at once.
template <Features f>
bool ClientOf<f>::compose_content() {
  const std::span<char> into = room();
  if (into.size() < conversation_.min_room()) return false;
  const Transfer pulled = conversation_.pull(into);
  packet_->extend(pulled.count());
  say(pulled);
  if (pulled == Transfer::failed()) {
    fail(Fault::SourceFailed);
  } else if (pulled == Transfer::invalid()) {
    finish(Outcome::Rejected, Fault::InvalidContent, Move::Drop);
  } else if (pulled == Transfer::pending()) {
    traffic_.waits_for_source = true;
  }
  return pulled.count() != 0 || pulled == Transfer::end();
}

/// Whether anything happened.
template <Features f>
bool ClientOf<f>::hand_over() {
  if (packet_ == nullptr || packet_->size() == 0) return false;
  const bool nothing_due = traffic_.awaited == 0;
  // A reply that no command asked for has begun: when it is whole, it decides.
  if (nothing_due && traffic_.parser.begun() && traffic_.ends.any()) return false;
  const Progress progress = send_packet();
  const bool leaving = phase() == Phase::Quit;  // its deadline runs, and its server may be gone
  if (nothing_due && !leaving && (traffic_.awaited != 0 || progress == Progress::Done))
    set_deadline();
  if (progress == Progress::Pending) return false;
  if (progress != Progress::Done && (hear() == Turn::Waiting || connected())) {
    fail_as_transport(Fault::ConnectionLost);
  }
  return true;
}

template <Features f>
Progress ClientOf<f>::send_packet() {
  const bool more_follows = conversation_.speaking() != Phase::Idle && !traffic_.waits_for_source &&
                            flight_has_room(traffic_.ends.count()) &&
                            pool_->taken() < pool_->count();
  Packet packet = Packet::adopt(*pool_, packet_);
  const Progress progress = wire_->send(packet, more_follows ? Push::Later : Push::Now);
  packet_ = packet.release();
  const std::uint16_t taken = traffic_.ends.take(packet_, pool_->packet_bytes(), progress);
  traffic_.awaited = static_cast<std::uint16_t>(traffic_.awaited + taken);
  return progress;
}

}  // namespace postino::detail
