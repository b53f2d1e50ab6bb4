// SPDX-License-Identifier: MIT
// What lwIP calls: each only queues and sets flags. A callback without a link belongs to a
// connection that has been let go of.
#include "core.hpp"

namespace postino {

using lwip::Link;

void LwipSocket::tell() {
  news_ = true;
#if !NO_SYS || POSTINO_LWIP_IN_CORE
  if (wake_ != nullptr) wake_(wake_argument_);
#endif
}

err_t LwipSocket::on_connected(void* argument, tcp_pcb*, err_t) {
  Link& link = *static_cast<Link*>(argument);
  LwipSocket& socket = *link.socket;
  // The second of two that succeed stays an attempt, and is dropped.
  if (socket.active_ == nullptr) {
    socket.active_ = &link;
    link.attempt = false;
    socket.tell();
  }
  return ERR_OK;
}

err_t LwipSocket::on_received(void* argument, tcp_pcb* pcb, pbuf* octets, err_t) {
  const Link* const link = static_cast<Link*>(argument);
  if (link == nullptr || link != link->socket->active_) {
    if (octets != nullptr) {
      tcp_recved(pcb, octets->tot_len);
      pbuf_free(octets);
    }
    return ERR_OK;
  }
  LwipSocket& socket = *link->socket;
  if (octets == nullptr) {
    socket.ended_ = true;
  } else if (socket.received_ == nullptr) {
    socket.received_ = octets;
#if LWIP_WND_SCALE
  } else if (0xffff - socket.received_->tot_len < octets->tot_len) {
    return ERR_MEM;  // lwIP keeps it and offers it again
#endif
  } else {
    pbuf_cat(socket.received_, octets);
  }
  socket.tell();
  return ERR_OK;
}

/// Always with a link: nothing is in flight when it is let go of, and a FIN does not count.
err_t LwipSocket::on_acknowledged(void* argument, tcp_pcb*, u16_t count) {
  Link* const link = static_cast<Link*>(argument);
  link->in_flight -= count;
#if NO_SYS || POSTINO_LWIP_IN_CORE
  link->give_back();
#endif
  // A closed connection may go on to TIME_WAIT now, and nobody is told when that ends.
  LwipSocket& socket = *link->socket;
  if (link->in_flight == 0 && link != socket.active_) let_go(*link);
  socket.tell();
  return ERR_OK;
}

void LwipSocket::on_lost(void* argument, err_t error) {
  Link* const link = static_cast<Link*>(argument);
  if (link == nullptr) return;
  LwipSocket& socket = *link->socket;
  if (link->attempt || link == socket.active_) socket.native_code_ = error;
  link->attempt = false;
  link->pcb = nullptr;
  link->in_flight = 0;
#if NO_SYS || POSTINO_LWIP_IN_CORE
  link->give_back();
#endif
  socket.tell();
}

void LwipSocket::on_found(const char*, const ip_addr_t* address, void* argument) {
  LwipSocket& socket = *static_cast<LwipSocket*>(argument);
  socket.asking_ = false;
  if (!socket.wanted_) return;
  socket.wanted_ = false;
  if (address != nullptr) {
    socket.address_ = *address;
    socket.found_ = true;
  } else {
    socket.native_code_ = ERR_VAL;
  }
  socket.tell();
}

}  // namespace postino
