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

/// Commands that end in the packet; each ends in the only LF it has.
std::size_t commands_in(const Packet& packet, std::size_t from) {
  std::size_t count = 0;
  for (const char octet : packet.octets().subspan(from)) {
    if (octet == '\n') ++count;
  }
  return count;
}

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
    Packet packet = Packet::adopt(*pool_, packet_);
    Transfer pulled = Transfer::pending();
    if (session_.speaking() == Phase::Content) {
      pulled = compose_content(packet);
      more = pulled.count() != 0 || pulled == Transfer::end();
    } else {
      more = compose_command(packet);
    }
    packet_ = packet.release();
    if (pulled == Transfer::failed()) return fail(Fault::SourceFailed);
    if (pulled == Transfer::invalid()) {
      return finish(Outcome::Rejected, Fault::InvalidContent, Then::Drop);
    }
  }
}

bool Connection::take_packet() {
  if (packet_ != nullptr) return true;
  packet_ = pool_->take().release();
  if (packet_ != nullptr) {
    waits_for_packet_ = false;
    commands_from_ = 0;
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

/// Whether the whole command is in packets now.
bool Connection::compose_command(Packet& packet) {
  char address[address_octets];
  const std::size_t size = transport_->socket().local_address(address);
  Writer writer{packet.room(), command_offset_};
  session_.write(writer, {address, size});
  if (session_.in_auth()) packet.mark_secret();
  if (writer.complete()) {
    packet.extend(writer.written());
    command_offset_ = 0;
    session_.said();
    return true;
  }
  if (packet.size() == 0) {
    packet.extend(writer.written());
    command_offset_ = static_cast<std::uint16_t>(command_offset_ + writer.written());
  }
  return false;
}

Transfer Connection::compose_content(Packet& packet) {
  if (packet.room().size() < smallest_pull) return Transfer::pending();
  const Transfer pulled = session_.pull(packet.room());
  packet.extend(pulled.count());
  commands_from_ = static_cast<std::uint16_t>(packet.size());
  if (pulled == Transfer::end()) session_.said();
  if (pulled == Transfer::pending()) waits_for_source_ = true;
  return pulled;
}

/// Whether anything happened.
bool Connection::hand_over() {
  if (packet_ == nullptr) return false;
  Packet packet = Packet::adopt(*pool_, packet_);
  const bool early = awaited_ == 0 && parser_.begun() && commands_in(packet, commands_from_) != 0;
  const Progress progress = early || packet.size() == 0 ? Progress::Pending : hand_over(packet);
  packet_ = packet.release();
  if (early) {
    fail(Fault::EarlyReply);
  } else if (progress == Progress::Done) {
    end_handed_over_ = session_.end_said();
    set_deadline();
  } else if (progress == Progress::Pending) {
    return false;
  } else if (!hear() || connected()) {
    fail(transport_->fault() != Fault::None ? transport_->fault() : Fault::ConnectionLost);
  }
  return true;
}

/// Counts the replies that are due for what was taken, be it a part of the packet.
Progress Connection::hand_over(Packet& packet) {
  const std::size_t size = packet.size();
  const std::size_t due = commands_in(packet, commands_from_);
  const bool more_follows =
      session_.speaking() != Phase::Idle && !waits_for_source_ && pool_->taken() < pool_->count();
  const Progress progress = transport_->send(packet, more_follows ? Push::Later : Push::Now);
  std::size_t left = 0;
  if (progress != Progress::Done) {
    const std::size_t handed = smaller(size - packet.size(), commands_from_);
    commands_from_ = static_cast<std::uint16_t>(commands_from_ - handed);
    left = commands_in(packet, commands_from_);
  }
  awaited_ = static_cast<std::uint16_t>(awaited_ + due - left);
  return progress;
}

}  // namespace postino::detail
