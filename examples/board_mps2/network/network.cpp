// SPDX-License-Identifier: MIT
#include "network.hpp"

#include "board/clock.hpp"
#include "ethernet.hpp"
#include "lwip/dhcp.h"
#include "lwip/dns.h"
#include "lwip/init.h"
#include "lwip/timeouts.h"
#include "netif/ethernet.h"

namespace board {
namespace {

constinit netif interface {};

/// What QEMU's user network gives.
void set_addresses() {
  ip4_addr_t address, mask, gateway;
  IP4_ADDR(&address, 10, 0, 2, 15);
  IP4_ADDR(&mask, 255, 255, 255, 0);
  IP4_ADDR(&gateway, 10, 0, 2, 2);
  netif_set_addr(&interface, &address, &mask, &gateway);
  ip_addr_t name_server;
  IP_ADDR4(&name_server, 10, 0, 2, 3);
  dns_setserver(0, &name_server);
}

}  // namespace

bool start_network(AddressFrom from) {
  lwip_init();
  if (netif_add_noaddr(&interface, nullptr, start_ethernet, ethernet_input) == nullptr)
    return false;
  netif_set_default(&interface);
  netif_set_up(&interface);
  if (from == AddressFrom::Dhcp) return dhcp_start(&interface) == ERR_OK;
  set_addresses();
  return true;
}

bool network_is_up() { return !ip4_addr_isany_val(*netif_ip4_addr(&interface)); }

void poll_network() {
  poll_ethernet(interface);
  sys_check_timeouts();
}

void idle(std::uint32_t until) {
  const std::uint32_t now = milliseconds();
  const std::uint32_t lwip = sys_timeouts_sleeptime();
  const std::uint32_t rest = until - now;
  if (static_cast<std::int32_t>(rest) <= 0) return;
  sleep(now + (lwip < rest ? lwip : rest));
}

}  // namespace board
