// SPDX-License-Identifier: MIT
#include "altcp_sockets.hpp"

#include <lwip/altcp.h>
#include <lwip/altcp_tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <utility>

#include "connection.hpp"

namespace postino::benchmark {
namespace {

struct Connection {
  altcp_pcb pcb{};
  int socket = -1;
  altcp_connected_fn connected = nullptr;
  std::array<char, TCP_SND_BUF> out{};  // as lwIP, which sends behind each callback
  std::size_t size = 0;
};

Connection the_connection;

/// What is sent counts as acknowledged, and then there may be more.
void flush() {
  while (the_connection.socket >= 0 && the_connection.size != 0) {
    const std::size_t size = std::exchange(the_connection.size, 0);
    send_all(the_connection.socket, {the_connection.out.data(), size});
    altcp_pcb& pcb = the_connection.pcb;
    if (pcb.sent != nullptr) pcb.sent(pcb.arg, &pcb, static_cast<u16_t>(size));
  }
}

/// What arrived at once, in a pbuf.
pbuf* receive() {
  std::array<char, PBUF_POOL_BUFSIZE> octets;  // not zeroed: it would count as lwIP's
  const ssize_t count = ::recv(the_connection.socket, octets.data(), octets.size(), 0);
  if (count <= 0) return nullptr;
  pbuf* const arrived = pbuf_alloc(PBUF_RAW, static_cast<u16_t>(count), PBUF_POOL);
  pbuf_take(arrived, octets.data(), static_cast<u16_t>(count));
  return arrived;
}

}  // namespace

void serve_connection() {
  altcp_pcb& pcb = the_connection.pcb;
  the_connection.connected(pcb.arg, &pcb, ERR_OK);
  flush();
  while (the_connection.socket >= 0) {
    pcb.recv(pcb.arg, &pcb, receive(), ERR_OK);
    flush();
  }
}

}  // namespace postino::benchmark

using postino::benchmark::the_connection;

extern "C" {

altcp_pcb* altcp_tcp_new_ip_type(u8_t) {
  the_connection.pcb = {};
  the_connection.size = 0;
  return &the_connection.pcb;
}

void altcp_arg(altcp_pcb* pcb, void* argument) { pcb->arg = argument; }
void altcp_recv(altcp_pcb* pcb, altcp_recv_fn function) { pcb->recv = function; }
void altcp_sent(altcp_pcb* pcb, altcp_sent_fn function) { pcb->sent = function; }
void altcp_err(altcp_pcb* pcb, altcp_err_fn function) { pcb->err = function; }
void altcp_poll(altcp_pcb* pcb, altcp_poll_fn function, u8_t) { pcb->poll = function; }
void altcp_recved(altcp_pcb*, u16_t) {}

err_t altcp_connect(altcp_pcb*, const ip_addr_t*, u16_t port, altcp_connected_fn connected) {
  the_connection.socket = postino::benchmark::connect_to(port);
  the_connection.connected = connected;
  return ERR_OK;
}

ip_addr_t* altcp_get_ip(altcp_pcb*, int) {
  static ip_addr_t loopback = IPADDR4_INIT_BYTES(127, 0, 0, 1);
  return &loopback;
}

u16_t altcp_sndbuf(altcp_pcb*) {
  return static_cast<u16_t>(the_connection.out.size() - the_connection.size);
}

err_t altcp_write(altcp_pcb* pcb, const void* octets, u16_t count, u8_t) {
  if (count > altcp_sndbuf(pcb)) return ERR_MEM;
  std::memcpy(the_connection.out.data() + the_connection.size, octets, count);
  the_connection.size += count;
  return ERR_OK;
}

err_t altcp_close(altcp_pcb*) {
  postino::benchmark::flush();
  ::close(std::exchange(the_connection.socket, -1));
  return ERR_OK;
}
}
