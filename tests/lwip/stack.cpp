// SPDX-License-Identifier: MIT
#include "stack.hpp"

#include <gtest/gtest.h>
#include <lwip/init.h>
#include <lwip/ip.h>
#include <lwip/memp.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/stats.h>
#include <lwip/timeouts.h>

#include <cstdlib>
#include <iostream>

extern "C" {

u32_t sys_now() { return postino::test::Stack::instance().now().value; }

unsigned postino_test_random() {
  static std::mt19937 random{4711};
  return static_cast<unsigned>(random());
}

void postino_test_assertion(const char* message, const char* file, int line) {
  std::cerr << file << ':' << line << ": lwIP: " << message << std::endl;
  std::abort();
}
}

namespace postino::test {
namespace {

err_t put_out(netif* interface, pbuf* frame) {
  Stack& stack = Stack::instance();
  stack.wire.take(*interface, *frame, stack.now());
  return ERR_OK;
}

err_t put_out_ipv4(netif* interface, pbuf* frame, const ip4_addr_t*) {
  return put_out(interface, frame);
}

err_t put_out_ipv6(netif* interface, pbuf* frame, const ip6_addr_t*) {
  return put_out(interface, frame);
}

err_t set_up(netif* interface) {
  interface->name[0] = interface->name[1] = 'w';
  interface->output = put_out_ipv4;
  interface->output_ip6 = put_out_ipv6;
  interface->mtu = interface->mtu6 = 1500;
  return ERR_OK;
}

}  // namespace

Stack& Stack::instance() {
  alignas(Stack) static std::array<std::byte, sizeof(Stack)> room;
  // sys_now() is asked while the stack is being made, so it has to be there by then.
  static Stack* const stack = reinterpret_cast<Stack*>(room.data());
  static bool made = false;
  if (!std::exchange(made, true)) new (room.data()) Stack;
  return *stack;
}

Stack::Stack() {
  lwip_init();
  for (unsigned last = 1; last <= interfaces_.size(); ++last) add_interface(last);
}

void Stack::add_interface(unsigned last_octet) {
  netif& interface = interfaces_.at(last_octet - 1);
  ip4_addr_t address{};
  ip4_addr_t mask{};
  ip4_addr_t gateway{};
  IP4_ADDR(&address, 127, 0, 0, last_octet);
  IP4_ADDR(&mask, 255, 255, 255, 255);
  netif_add(&interface, &address, &mask, &gateway, nullptr, set_up, ip_input);
  if (last_octet == 1) {
    ip6_addr_t loopback{};
    IP6_ADDR(&loopback, 0, 0, 0, PP_HTONL(1));
    netif_ip6_addr_set(&interface, 0, &loopback);
    netif_ip6_addr_set_state(&interface, 0, IP6_ADDR_PREFERRED);
    ip6_addr_t global{};
    IP6_ADDR(&global, PP_HTONL(0x20010db8), 0, 0, PP_HTONL(0xab));
    netif_ip6_addr_set(&interface, 1, &global);
    netif_ip6_addr_set_state(&interface, 1, IP6_ADDR_PREFERRED);
  }
  netif_set_link_up(&interface);
  netif_set_up(&interface);
}

Millis Stack::next_event(Millis until) const {
  Millis next = until;
  const u32_t timer = sys_timeouts_sleeptime();
  if (timer != SYS_TIMEOUTS_SLEEPTIME_INFINITE && next.reached(now_ + Millis{timer})) {
    next = now_ + Millis{timer};
  }
  const auto frame = wire.next();
  if (frame && next.reached(*frame)) next = *frame;
  return next;
}

void Stack::step(Millis until) {
  const bool delivered = wire.deliver(now_);
  sys_check_timeouts();
  if (!delivered) pass(until);
}

/// Lets time pass.
void Stack::pass(Millis until) {
  const Millis next = next_event(until);
  if (next.reached(now_)) now_ = next;
}

void Stack::step_once() {
  Stack& stack = instance();
  if (!stack.wire.deliver(stack.now_)) stack.pass(stack.now_ + Millis{1});
}

bool Stack::run_until(const std::function<bool()>& condition, Millis at_most) {
  const Millis end = now_ + at_most;
  for (;;) {
    if (condition()) return true;
    if (now_.reached(end)) return false;
    step(end);
  }
}

void Stack::run_for(Millis time) {
  run_until([] { return false; }, time);
}

void Stack::settle() {
  // The last to go is a connection whose peer is gone: lwIP gives up after all its retransmissions.
  run_until([] { return tcp_active_pcbs == nullptr && tcp_tw_pcbs == nullptr; }, minutes(120));
  run_until([this] { return !wire.next(); }, seconds(10));
}

bool Stack::connected_to(std::uint16_t port) {
  for (const tcp_pcb* const list : {tcp_active_pcbs, tcp_tw_pcbs}) {
    for (const tcp_pcb* pcb = list; pcb != nullptr; pcb = pcb->next) {
      if (pcb->remote_port == port) return true;
    }
  }
  return false;
}

std::vector<std::size_t> Stack::usage() const {
  std::vector<std::size_t> used{lwip_stats.mem.used};
  for (int pool = 0; pool < MEMP_MAX; ++pool) {
    if (pool != MEMP_SYS_TIMEOUT) used.push_back(lwip_stats.memp[pool]->used);
  }
  return used;
}

}  // namespace postino::test
