// SPDX-License-Identifier: MIT
#include "ehlo_name.hpp"

#include <lwip/netif.h>

#include <cstring>
#include <string_view>

namespace postino::lwip {
namespace {

/// The address that says most about us; nullptr: there is none.
const ip_addr_t* own_address() {
  if (netif_default == nullptr) return nullptr;
#if LWIP_IPV4
  if (!ip4_addr_isany(netif_ip4_addr(netif_default))) return netif_ip_addr4(netif_default);
#endif
#if LWIP_IPV6
  for (s8_t i = 0; i < LWIP_IPV6_NUM_ADDRESSES; ++i) {
    const ip6_addr_t* const address = netif_ip6_addr(netif_default, i);
    const bool valid = ip6_addr_isvalid(netif_ip6_addr_state(netif_default, i));
    const bool local = ip6_addr_islinklocal(address) || ip6_addr_isloopback(address);
    if (valid && !local) return netif_ip_addr6(netif_default, i);
  }
#endif
  return nullptr;
}

}  // namespace

void write_ehlo_name(std::span<char, max_ehlo_name_size> into) {
  constexpr std::string_view loopback = "[127.0.0.1]";
  const ip_addr_t* const own = own_address();
  if (own == nullptr) {
    into[loopback.copy(into.data(), loopback.size())] = '\0';
    return;
  }
  const std::string_view begin = IP_IS_V6(own) ? "[IPv6:" : "[";
  char* const text = into.data() + begin.copy(into.data(), begin.size());
  ipaddr_ntoa_r(own, text, IPADDR_STRLEN_MAX);
  char* const end = text + std::strlen(text);
  end[0] = ']';
  end[1] = '\0';
}

}  // namespace postino::lwip
