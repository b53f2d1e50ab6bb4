// SPDX-License-Identifier: MIT
// RFC 1035 section 4: one question, answers that point back to it.
#include "name_server.hpp"

#include <gtest/gtest.h>
#include <lwip/dns.h>
#include <lwip/pbuf.h>

#include <cstring>

namespace postino::test {
namespace {

constexpr std::size_t header = 12;

std::string number(unsigned value) {
  return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xffU)};
}

/// The name in the question with dots, and where it ends.
std::pair<std::string, std::size_t> name_in(const std::string& query) {
  std::string name;
  std::size_t at = header;
  for (std::size_t size = 0; (size = static_cast<unsigned char>(query.at(at))) != 0;) {
    if (!name.empty()) name += '.';
    name += query.substr(at + 1, size);
    at += size + 1;
  }
  return {name, at + 1};
}

std::string data_of(const std::string& address) {
  ip_addr_t parsed{};
  EXPECT_TRUE(ipaddr_aton(address.c_str(), &parsed)) << address;
  std::string data(IP_IS_V6(&parsed) ? 16 : 4, '\0');
  std::memcpy(data.data(), &parsed, data.size());
  return data;
}

}  // namespace

NameServer::NameServer() : pcb_{udp_new()} {
  ip_addr_t address{};
  ipaddr_aton("127.0.0.9", &address);
  EXPECT_EQ(udp_bind(pcb_, &address, 53), ERR_OK);
  udp_recv(
      pcb_,
      [](void* self, udp_pcb*, pbuf* octets, const ip_addr_t* from, u16_t port) {
        auto& server = *static_cast<NameServer*>(self);
        Query query{std::string(octets->tot_len, '\0'), *from, port};
        pbuf_copy_partial(octets, query.octets.data(), octets->tot_len, 0);
        pbuf_free(octets);
        ++server.queries_;
        if (server.held_) return server.waiting_.push_back(query);
        server.answer(query);
      },
      this);
  dns_setserver(0, &address);
}

NameServer::~NameServer() {
  udp_remove(pcb_);
  dns_setserver(0, nullptr);
}

void NameServer::set(std::string_view name, std::vector<std::string> addresses) {
  table_.insert_or_assign(std::string{name}, std::move(addresses));
}

void NameServer::release() {
  held_ = false;
  for (const Query& query : std::exchange(waiting_, {})) answer(query);
}

std::string NameServer::reply_to(const std::string& query) const {
  const auto [name, end] = name_in(query);
  const bool ipv6 = query.at(end + 1) == 28;
  const auto entry = table_.find(name);
  std::string answers;
  unsigned count = 0;
  if (entry != table_.end()) {
    for (const std::string& address : entry->second) {
      if ((address.find(':') != std::string::npos) != ipv6) continue;
      const std::string data = data_of(address);
      answers += number(0xc000 + header) + query.substr(end, 4) + number(0) +
                 number(seconds_kept_) + number(static_cast<unsigned>(data.size())) + data;
      ++count;
    }
  }
  const unsigned code = entry == table_.end() ? 3 : 0;  // no such name
  return query.substr(0, 2) + number(0x8180 + code) + number(1) + number(count) + number(0) +
         number(0) + query.substr(header, end + 4 - header) + answers;
}

void NameServer::answer(const Query& query) {
  const std::string reply = reply_to(query.octets);
  const auto size = static_cast<u16_t>(reply.size());
  pbuf* const octets = pbuf_alloc(PBUF_TRANSPORT, size, PBUF_RAM);
  pbuf_take(octets, reply.data(), size);
  udp_sendto(pcb_, octets, &query.from, query.port);
  pbuf_free(octets);
}

}  // namespace postino::test
