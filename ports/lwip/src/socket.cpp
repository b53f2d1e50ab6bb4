// SPDX-License-Identifier: MIT
#include "core.hpp"

namespace postino {
namespace {

/// Half seconds for which a peer that has all our octets may keep its own direction open.
constexpr u8_t patience = 120;

}  // namespace

Progress LwipSocket::send(Packet& packet, Push push) {
  const Core core{*this};
  if (pcb() == nullptr) {
    if (state_ != State::Connected) native_code_ = ERR_CONN;
    return Progress::Failed;
  }
  const std::uint8_t flags = push == Push::Later ? TCP_WRITE_FLAG_MORE : 0;
  const Progress result = packet.size() == 0 ? Progress::Done : hand_over(packet, flags);
  // A flight that lwIP has no more room for has to leave in parts.
  if (push == Push::Now || result != Progress::Done) tcp_output(pcb());
  if (result == Progress::Done) packet.give_back();
  return result;
}

/// All or nothing: the caller may drop the rest of a packet, and lwIP would still refer to it.
Progress LwipSocket::hand_over(Packet& packet, std::uint8_t flags) {
  lwip::Link& link = *active_;
  if (packet.size() > TCP_SND_BUF) return copy(packet);
  if (link.first != nullptr && link.pool != &packet.pool()) return Progress::Pending;
  const auto size = static_cast<u16_t>(packet.size());
  // A connection that stands refuses octets for lack of memory only.
  if (tcp_write(link.pcb, packet.octets().data(), size, flags) != ERR_OK) return Progress::Pending;
  link.keep(packet);
  return Progress::Done;
}

/// A packet that will never fit as a whole. What is acknowledged is told apart by its order only,
/// so no packet may be in flight before the copies.
Progress LwipSocket::copy(Packet& packet) {
  lwip::Link& link = *active_;
  while (link.first == nullptr && packet.size() > TCP_SND_BUF) {
    const auto part = static_cast<u16_t>(LWIP_MIN(tcp_sndbuf(link.pcb), tcp_mss(link.pcb)));
    constexpr u8_t flags = TCP_WRITE_FLAG_COPY | TCP_WRITE_FLAG_MORE;
    if (part == 0 || tcp_write(link.pcb, packet.octets().data(), part, flags) != ERR_OK) break;
    packet.consume(part);
    link.in_flight += part;
  }
  return Progress::Pending;
}

Transfer LwipSocket::receive(std::span<char> into) {
  const Core core{*this};
  if (state_ != State::Connected) {
    native_code_ = ERR_CONN;
    return Transfer::failed();
  }
  if (into.empty()) return Transfer::pending();
  if (received_ == nullptr) {
    if (ended_) return Transfer::end();
    return pcb() != nullptr ? Transfer::pending() : Transfer::failed();
  }
  const auto room = static_cast<u16_t>(LWIP_MIN(into.size(), 0xffffU));
  const u16_t count = pbuf_copy_partial(received_, into.data(), room, 0);
  received_ = pbuf_free_header(received_, count);
  if (pcb() != nullptr) tcp_recved(pcb(), count);
  news_ = true;  // for there may be more, or the end
  return Transfer::octets(count);
}

void LwipSocket::close() {
  const Core core{*this};
  lwip::Link* const link = active_;
  forget();
  if (link != nullptr && link->pcb != nullptr) finish(*link);
}

void LwipSocket::abort() {
  const Core core{*this};
  if (state_ == State::Closed) {
    goes_on_ = false;
    return;
  }
  forget();
  for (lwip::Link& link : links_) {
    if (link.pcb != nullptr) tcp_abort(link.pcb);
#if !NO_SYS && !POSTINO_LWIP_IN_CORE
    link.give_back();  // which on_lost() leaves to this thread
#endif
  }
  news_ = false;
}

/// Throws away what belongs to the connection but for its link and packets.
void LwipSocket::forget() {
  drop_attempts();
  if (state_ != State::Connected) goes_on_ = false;
  if (received_ != nullptr) {
    if (pcb() != nullptr) tcp_recved(pcb(), received_->tot_len);
    pbuf_free(received_);
    received_ = nullptr;
  }
  active_ = nullptr;
  state_ = State::Closed;
  wanted_ = found_ = ended_ = news_ = false;
}

/// Ends our direction only: a full close would answer what the peer still sends with a reset, which
/// can overtake our last octets.
void LwipSocket::finish(lwip::Link& link) {
  tcp_pcb* const pcb = link.pcb;
  tcp_shutdown(pcb, 0, 1);  // which can't fail: lwIP's timer sends the FIN when memory lacks now
  tcp_setprio(pcb, TCP_PRIO_MIN);
  tcp_poll(
      pcb, [](void*, tcp_pcb* closing) { return tcp_close(closing); }, patience);
  if (link.in_flight == 0) let_go(link);
}

void LwipSocket::let_go(lwip::Link& link) {
  tcp_arg(link.pcb, nullptr);
  link.pcb = nullptr;
}

}  // namespace postino
