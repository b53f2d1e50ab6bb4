// SPDX-License-Identifier: MIT
#include "raw_connection.hpp"

#include <gtest/gtest.h>
#include <lwip/ip_addr.h>

#include <utility>

namespace postino::test {

RawConnection::RawConnection(tcp_pcb* pcb) : pcb_{pcb} {
  tcp_arg(pcb, this);
  tcp_recv(pcb, [](void* self, tcp_pcb*, pbuf* octets, err_t) -> err_t {
    auto& connection = *static_cast<RawConnection*>(self);
    if (octets == nullptr) {
      connection.ended_ = true;
      // lwIP tells nobody of what comes behind the end of both directions.
      if (connection.half_closed_) connection.let_go();
    } else {
      std::string text(octets->tot_len, '\0');
      pbuf_copy_partial(octets, text.data(), octets->tot_len, 0);
      pbuf_free(octets);
      connection.received_ += text;
    }
    connection.on_event();
    return ERR_OK;
  });
  tcp_err(pcb, [](void* self, err_t) {
    auto& connection = *static_cast<RawConnection*>(self);
    connection.pcb_ = nullptr;
    connection.lost_ = true;
    connection.on_event();
  });
}

RawConnection::~RawConnection() { reset(); }

tcp_pcb* RawConnection::let_go() {
  if (pcb_ != nullptr) {
    tcp_arg(pcb_, nullptr);
    tcp_recv(pcb_, nullptr);
    tcp_err(pcb_, nullptr);
  }
  return std::exchange(pcb_, nullptr);
}

void RawConnection::send(std::string_view octets) {
  if (pcb_ == nullptr) return;
  const auto size = static_cast<u16_t>(octets.size());
  EXPECT_EQ(tcp_write(pcb_, octets.data(), size, TCP_WRITE_FLAG_COPY), ERR_OK);
  tcp_output(pcb_);
}

std::string RawConnection::take(std::size_t most) {
  std::string taken = received_.substr(0, most);
  received_.erase(0, taken.size());
  if (pcb_ != nullptr && !taken.empty()) tcp_recved(pcb_, static_cast<u16_t>(taken.size()));
  return taken;
}

void RawConnection::half_close() {
  if (ended_) return close();
  if (pcb_ != nullptr) tcp_shutdown(pcb_, 0, 1);
  half_closed_ = true;
}

void RawConnection::close() {
  tcp_pcb* const pcb = let_go();
  if (pcb != nullptr) tcp_close(pcb);
}

void RawConnection::reset() {
  tcp_pcb* const pcb = let_go();
  if (pcb != nullptr) tcp_abort(pcb);
}

RawListener::RawListener(std::string_view address, std::uint16_t port) {
  ip_addr_t local{};
  EXPECT_TRUE(ipaddr_aton(std::string{address}.c_str(), &local)) << address;
  tcp_pcb* const fresh = tcp_new_ip_type(IP_GET_TYPE(&local));
  EXPECT_EQ(tcp_bind(fresh, &local, port), ERR_OK) << address << ' ' << port;
  pcb_ = tcp_listen(fresh);
  tcp_arg(pcb_, this);
  tcp_accept(pcb_, [](void* self, tcp_pcb* pcb, err_t error) -> err_t {
    if (error != ERR_OK) return error;
    auto& listener = *static_cast<RawListener*>(self);
    listener.arrived.push_back(std::make_unique<RawConnection>(pcb));
    listener.on_arrival();
    return ERR_OK;
  });
}

RawListener::~RawListener() { tcp_close(pcb_); }

std::uint16_t RawListener::port() const { return pcb_->local_port; }

}  // namespace postino::test
