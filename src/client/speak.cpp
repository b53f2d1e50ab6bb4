// SPDX-License-Identifier: MIT
// Packets out: a flight in as few as it fits, no command split over two unless it must be
// (RFC 2920 3.1), and nothing handed over before all that has arrived was read.

#include <cstring>

#include "postino/config.hpp"
#include "postino/detail/connection.hpp"

namespace postino::detail {
namespace {

/// Octets of an IPv6 address as text (INET6_ADDRSTRLEN).
constexpr std::size_t address_octets = 46;

}  // namespace

bool Connection::speak() {
  compose();
  const bool heard = hear();
  return hand_over() || heard;
}

void Connection::compose() {
  traffic_.waits_for_source = false;
  bool more = true;
  while (more && may_speak() && prepare() && take_packet()) {
    more = session_.says_content() ? compose_content() : compose_command();
  }
}

/// Whether it is our turn; behind the end of a mail the next one of a queue may be said.
bool Connection::may_speak() {
  if (queue_ != nullptr) queue_->run_on(*this);
  return traffic_.awaited < config::max_commands_in_flight && session_.speaking() != Phase::Idle;
}

bool Connection::take_packet() {
  if (packet_ != nullptr) return true;
  packet_ = pool_->take().release();
  if (packet_ != nullptr) {
    traffic_.waits_for_packet = false;
    return true;
  }
  // While packets of ours are in flight, the peer sets the pace, and the phase has its deadline.
  if (transport_->socket().packets_held() != 0) {
    traffic_.waits_for_packet = false;
  } else if (!traffic_.waits_for_packet) {
    traffic_.waits_for_packet = true;
    packet_deadline_ = now_ + session_.server()->timeouts.packet_wait;
  }
  return false;
}

/// Whether what is to be said can be written now.
bool Connection::prepare() {
  const Preparation state = session_.prepare();
  working_ = state == Preparation::Working;
  if (state == Preparation::NoRandom) fail(Fault::RandomFailed);
  if (state == Preparation::NoMemory) fail(Fault::OutOfMemory);
  return state == Preparation::Done;
}

/// Where command number `number` in the packet ends is noted here, at the payload's tail: content
/// that lies between two commands may hold any octet, so they can't be told apart later.
char* Connection::mark(std::size_t number) const {
  return packet_->payload() + pool_->packet_bytes() - number * sizeof(PacketBlock::end);
}

void Connection::say(Transfer what) {
  if (!session_.said(what)) return;
  std::memcpy(mark(++traffic_.commands), &packet_->end, sizeof packet_->end);
}

/// Between what is written and the marks, the next one included.
std::span<char> Connection::room() const {
  char* const begin = packet_->payload() + packet_->end;
  char* const end = mark(traffic_.commands + std::size_t{1});
  return {begin, begin < end ? end : begin};
}

/// Whether the whole command is in packets now.
bool Connection::compose_command() {
  char address[address_octets];
  const std::size_t size =
      session_.says_name() ? transport_->socket().local_address(address) : std::size_t{0};
  Writer writer{room(), traffic_.command_offset};
  session_.write(writer, {address, size});
  if (session_.in_auth()) packet_->secret = true;
  const bool complete = writer.complete();
  if (complete || packet_->size() == 0) {
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
bool Connection::compose_content() {
  const std::span<char> into = room();
  if (into.size() < session_.min_room()) return false;
  const Transfer pulled = session_.pull(into);
  packet_->extend(pulled.count());
  say(pulled);
  if (pulled == Transfer::failed()) {
    fail(Fault::SourceFailed);
  } else if (pulled == Transfer::invalid()) {
    finish(Outcome::Rejected, Fault::InvalidContent, Then::Drop);
  } else if (pulled == Transfer::pending()) {
    traffic_.waits_for_source = true;
  }
  return pulled.count() != 0 || pulled == Transfer::end();
}

/// Whether anything happened.
bool Connection::hand_over() {
  if (packet_ == nullptr || packet_->size() == 0) return false;
  const bool nothing_due = traffic_.awaited == 0;
  // A reply that no command asked for has begun: when it is whole, it decides.
  if (nothing_due && traffic_.parser.begun() && traffic_.commands != traffic_.handed_over) {
    return false;
  }
  const Progress progress = send_packet();
  if (nothing_due && (traffic_.awaited != 0 || progress == Progress::Done)) set_deadline();
  if (progress == Progress::Pending) return false;
  if (progress != Progress::Done && (!hear() || connected())) {
    fail_as_transport(Fault::ConnectionLost);
  }
  return true;
}

Progress Connection::send_packet() {
  const bool more_follows = session_.speaking() != Phase::Idle && !traffic_.waits_for_source &&
                            pool_->taken() < pool_->count();
  Packet packet = Packet::adopt(*pool_, packet_);
  const Progress progress = transport_->send(packet, more_follows ? Push::Later : Push::Now);
  packet_ = packet.release();
  count_commands(progress);
  return progress;
}

/// A reply is due for each command whose end was taken, be it with a part of the packet.
void Connection::count_commands(Progress progress) {
  const std::uint16_t before = traffic_.handed_over;
  while (traffic_.handed_over != traffic_.commands) {
    std::uint16_t end = 0;
    if (progress != Progress::Done) {
      std::memcpy(&end, mark(traffic_.handed_over + std::size_t{1}), sizeof end);
      if (end > packet_->begin) break;
    }
    ++traffic_.handed_over;
  }
  traffic_.awaited = static_cast<std::uint16_t>(traffic_.awaited + traffic_.handed_over - before);
  if (progress == Progress::Done) traffic_.commands = traffic_.handed_over = 0;
}

}  // namespace postino::detail
