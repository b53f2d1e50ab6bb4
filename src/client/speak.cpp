// SPDX-License-Identifier: MIT
// Packets out: a flight in as few as it fits, no command split over two unless it must be
// (RFC 2920 3.1), and nothing handed over before all that has arrived was read.

#include "base/smaller.hpp"
#include "postino/config.hpp"
#include "postino/detail/connection.hpp"

namespace postino::detail {
namespace {

/// What Composer::pull() is promised.
constexpr std::size_t smallest_pull = 16;

/// Octets of an IPv6 address as text (INET6_ADDRSTRLEN).
constexpr std::size_t address_octets = 46;

}  // namespace

bool Connection::speak() {
  compose();
  const bool heard = hear();
  return hand_over() || heard;
}

void Connection::compose() {
  waits_for_source_ = false;
  bool more = true;
  while (more && session_.speaking() != Phase::Idle && prepare() && take_packet()) {
    more = session_.speaking() == Phase::Content ? compose_content() : compose_command();
  }
}

bool Connection::take_packet() {
  if (packet_ != nullptr) return true;
  packet_ = pool_->take().release();
  if (packet_ != nullptr) {
    waits_for_packet_ = false;
    return true;
  }
  // While packets of ours are in flight, the peer sets the pace, and the phase has its deadline.
  if (transport_->socket().packets_held() != 0) {
    waits_for_packet_ = false;
  } else if (!waits_for_packet_) {
    waits_for_packet_ = true;
    packet_deadline_ = now_ + server_->timeouts.packet_wait;
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

std::span<char> Connection::room() const {
  return {packet_->payload() + packet_->end, pool_->packet_bytes() - packet_->end};
}

/// Whether the whole command is in packets now.
bool Connection::compose_command() {
  char address[address_octets];
  const std::size_t size = transport_->socket().local_address(address);
  Writer writer{room(), command_offset_};
  session_.write(writer, {address, size});
  if (session_.in_auth()) packet_->secret = true;
  const bool complete = writer.complete();
  if (complete || packet_->size() == 0) {
    packet_->extend(writer.written());
    command_offset_ = static_cast<std::uint16_t>(command_offset_ + writer.written());
  }
  if (complete) {
    command_offset_ = 0;
    ++commands_;
    session_.said();
  }
  return complete;
}

/// Whether more can be composed at once.
bool Connection::compose_content() {
  const std::span<char> into = room();
  if (into.size() < smallest_pull) return false;
  const Transfer pulled = session_.pull(into);
  packet_->extend(pulled.count());
  if (pulled == Transfer::end()) {
    session_.said();
  } else if (pulled == Transfer::failed()) {
    fail(Fault::SourceFailed);
  } else if (pulled == Transfer::invalid()) {
    finish(Outcome::Rejected, Fault::InvalidContent, Then::Drop);
  } else if (pulled == Transfer::pending()) {
    waits_for_source_ = true;
  }
  return pulled.count() != 0 || pulled == Transfer::end();
}

/// Whether anything happened.
bool Connection::hand_over() {
  if (packet_ == nullptr || packet_->size() == 0) return false;
  if (awaited_ == 0 && parser_.begun() && commands_ != 0) {
    fail(Fault::EarlyReply);
    return true;
  }
  const Progress progress = send_packet();
  if (progress == Progress::Pending) return false;
  if (progress == Progress::Done) {
    end_handed_over_ = session_.end_said();
    set_deadline();
  } else if (!hear() || connected()) {
    fail_as_transport(Fault::ConnectionLost);
  }
  return true;
}

/// Counts the replies that are due for what was taken, be it a part of the packet.
Progress Connection::send_packet() {
  const bool more_follows =
      session_.speaking() != Phase::Idle && !waits_for_source_ && pool_->taken() < pool_->count();
  Packet packet = Packet::adopt(*pool_, packet_);
  const Progress progress = transport_->send(packet, more_follows ? Push::Later : Push::Now);
  // Each command ends in the only LF it has, and what else is in the packet is in front of them.
  std::size_t left = 0;
  if (progress != Progress::Done) {
    for (const char octet : packet.octets()) left += octet == '\n' ? 1U : 0U;
  }
  left = smaller(left, commands_);
  packet_ = packet.release();
  awaited_ = static_cast<std::uint16_t>(awaited_ + commands_ - left);
  commands_ = static_cast<std::uint16_t>(left);
  return progress;
}

}  // namespace postino::detail
