// SPDX-License-Identifier: MIT
#include <cstring>

#include "core.hpp"

namespace postino {
namespace {

/// How long an address may be silent before another is tried beside it (RFC 8305 section 5), and
/// how long lwIP is left alone when it lacked memory.
constexpr std::uint32_t stagger = 250;

#if LWIP_IPV4 && LWIP_IPV6
constexpr bool ipv6_first = LWIP_DNS_ADDRTYPE_DEFAULT == LWIP_DNS_ADDRTYPE_IPV6 ||
                            LWIP_DNS_ADDRTYPE_DEFAULT == LWIP_DNS_ADDRTYPE_IPV6_IPV4;
#endif

bool reached(std::uint32_t now, std::uint32_t point) { return Millis{now}.reached(Millis{point}); }

}  // namespace

Progress LwipSocket::connect(std::string_view host, std::uint16_t port) {
  const Core core{*this};
  if (state_ == State::Connected) return Progress::Done;
  news_ = false;
  if (state_ == State::Closed) {
    state_ = State::Connecting;
    verdict_ = goes_on_ ? Progress::Failed : Progress::NotFound;
    if (!goes_on_) asked_families_ = 0;
    goes_on_ = false;
    native_code_ = ERR_OK;
  }
  return go_on_connecting(host, port);
}

bool LwipSocket::go_on_after_this_address() {
  goes_on_ = state_ == State::Connected && asked_families_ < families;
  return goes_on_;
}

Progress LwipSocket::go_on_connecting(std::string_view host, std::uint16_t port) {
  while (active_ == nullptr) {
    if (found_ && !begin_attempt(port)) return Progress::Pending;
    const bool more = asked_families_ < families;
    const bool busy = attempting() || wanted_;
    if (!more && !busy) {
      const Progress result = verdict_;
      forget();
      return result;
    }
    if (!more || wanted_ || (busy && !reached(sys_now(), next_at_))) return Progress::Pending;
    if (!look_up(host)) return Progress::Pending;
  }
  drop_attempts();
  state_ = State::Connected;
  news_ = received_ != nullptr || ended_ || pcb() == nullptr;  // that came with the connection
  return Progress::Done;
}

/// Whether there is something to go on with: an address, or the knowledge that there is none.
bool LwipSocket::look_up(std::string_view host) {
  char name[DNS_MAX_NAME_LENGTH];
  next_at_ = sys_now() + stagger;
  const std::size_t size = LWIP_MIN(host.size(), sizeof name - 1);
  std::memcpy(name, host.data(), size);
  name[size] = '\0';
  if (std::strlen(name) != host.size()) {
    native_code_ = ERR_ARG;
    asked_families_ = families;
    return true;
  }
  found_ = ipaddr_aton(name, &address_) != 0;
  if (found_) asked_families_ = families;
  // The answer to a look-up that was given up comes first: lwIP has one argument for both.
  return found_ || (!asking_ && ask(name));
}

/// lwIP looks for an address of one kind, and keeps the name.
bool LwipSocket::ask(const char* name) {
#if !LWIP_DNS
  const err_t error = ERR_VAL;
#elif LWIP_IPV4 && LWIP_IPV6
  const bool ipv6 = ipv6_first == (asked_families_ == 0);
  const err_t error = dns_gethostbyname_addrtype(
      name, &address_, on_found, this, ipv6 ? LWIP_DNS_ADDRTYPE_IPV6 : LWIP_DNS_ADDRTYPE_IPV4);
#else
  const err_t error = dns_gethostbyname(name, &address_, on_found, this);
#endif
  if (error == ERR_MEM) return false;
  ++asked_families_;
  found_ = error == ERR_OK;
  asking_ = wanted_ = error == ERR_INPROGRESS;
  if (!found_ && !asking_) native_code_ = error;
  return !asking_;
}

/// False when there is no room for it now. An address that can't be reached at all has been tried.
bool LwipSocket::begin_attempt(std::uint16_t port) {
  next_at_ = sys_now() + stagger;
  lwip::Link* const link = unused_link();
  tcp_pcb* const pcb = link != nullptr ? tcp_new_ip_type(IP_GET_TYPE(&address_)) : nullptr;
  if (pcb == nullptr) return false;
  const err_t error = tcp_connect(pcb, &address_, port, on_connected);
  if (error != ERR_OK) {
    tcp_abort(pcb);
    if (error == ERR_MEM) return false;
    native_code_ = error;
  } else {
    *link = {.socket = this, .pcb = pcb, .attempt = true};
    tcp_arg(pcb, link);
    tcp_recv(pcb, on_received);
    tcp_sent(pcb, on_acknowledged);
    tcp_err(pcb, on_lost);
    tcp_nagle_disable(pcb);  // flights end where Push::Now says
  }
  found_ = false;
  verdict_ = Progress::Failed;
  return true;
}

lwip::Link* LwipSocket::unused_link() {
  for (lwip::Link& link : links_) {
    if (link.unused()) return &link;
  }
  return nullptr;
}

bool LwipSocket::attempting() const {
  for (const lwip::Link& link : links_) {
    if (link.attempt) return true;
  }
  return false;
}

void LwipSocket::drop_attempts() {
  for (lwip::Link& link : links_) {
    if (!link.attempt) continue;
    link.attempt = false;
    tcp_abort(link.pcb);
  }
}

bool LwipSocket::take_news() {
  const Core core{*this};
  const bool due = state_ == State::Connecting && active_ == nullptr && !wanted_ &&
                   (found_ || asked_families_ < families) && reached(sys_now(), next_at_);
  const bool news = news_ || due;
  news_ = false;
  return news;
}

}  // namespace postino
