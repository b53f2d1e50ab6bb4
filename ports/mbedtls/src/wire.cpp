// SPDX-License-Identifier: MIT
// Ciphertext in packets: collected until one is full, until the flight is over, or until there is
// something to wait for.
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>

#include <cstring>

#include "postino/mbedtls_transport.hpp"
#include "wire.hpp"

namespace postino {

int TlsWire::send(void* transport, const unsigned char* octets, std::size_t count) {
  return static_cast<MbedTransport*>(transport)->put(octets, count);
}

int TlsWire::receive(void* transport, unsigned char* into, std::size_t count) {
  return static_cast<MbedTransport*>(transport)->get(into, count);
}

/// Whether there is a packet with room.
bool MbedTransport::take_packet() {
  if (out_ != nullptr) {
    Packet packet = Packet::adopt(*pool_, out_);
    const bool room = !packet.room().empty();
    out_ = packet.release();
    if (room) return true;
    if (flush(Push::Later) != Progress::Done) return false;
  }
  out_ = pool_->take().release();
  return out_ != nullptr;
}

int MbedTransport::put(const unsigned char* from, std::size_t count) {
  std::size_t done = 0;
  while (done < count && take_packet()) {
    Packet packet = Packet::adopt(*pool_, out_);
    const std::span<char> room = packet.room();
    const std::size_t piece = room.size() < count - done ? room.size() : count - done;
    std::memcpy(room.data(), from + done, piece);
    packet.extend(piece);
    out_ = packet.release();
    done += piece;
  }
  if (socket_says_ != Progress::Done) return MBEDTLS_ERR_NET_SEND_FAILED;
  if (done == 0) return MBEDTLS_ERR_SSL_WANT_WRITE;
  fresh_ = true;
  return static_cast<int>(done);
}

/// During a handshake the peer gets all we have before we wait for it; afterwards receive() sees to
/// that.
int MbedTransport::get(unsigned char* into, std::size_t count) {
  if (budget_ == 0) return MBEDTLS_ERR_SSL_WANT_READ;
  if (count > budget_) count = budget_;
  const Transfer got = socket_->receive({reinterpret_cast<char*>(into), count});
  budget_ = static_cast<std::uint16_t>(budget_ - got.count());
  if (got.count() != 0) return static_cast<int>(got.count());
  if (got == Transfer::end()) return 0;
  if (got != Transfer::pending()) {
    socket_says_ = Progress::Failed;
    return MBEDTLS_ERR_NET_RECV_FAILED;
  }
  starved_ = true;
  if (!secured_) flush(Push::Now);
  return MBEDTLS_ERR_SSL_WANT_READ;
}

Progress MbedTransport::flush(Push push) {
  if (out_ == nullptr) return Progress::Done;
  if (socket_says_ != Progress::Done) return socket_says_;
  Packet packet = Packet::adopt(*pool_, out_);
  const Progress progress = socket_->send(packet, push);
  if (progress == Progress::Closed || progress == Progress::Failed) {
    socket_says_ = progress;
    packet.give_back();
  }
  out_ = packet.release();
  return progress;
}

}  // namespace postino
