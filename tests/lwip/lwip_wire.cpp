// SPDX-License-Identifier: MIT
#include "lwip_wire.hpp"

#include <lwip/ip.h>
#include <lwip/pbuf.h>
#include <lwip/prot/tcp.h>

#include <array>
#include <cstring>

namespace postino::test {
namespace {

std::string octets_of(const pbuf& frame) {
  std::string octets(frame.tot_len, '\0');
  pbuf_copy_partial(&frame, octets.data(), frame.tot_len, 0);
  return octets;
}

unsigned octet(const std::string& octets, std::size_t at) {
  return static_cast<unsigned char>(octets.at(at));
}

std::uint16_t number(const std::string& octets, std::size_t at) {
  return static_cast<std::uint16_t>(octet(octets, at) << 8U | octet(octets, at + 1));
}

std::string destination(const std::string& ip) {
  ip_addr_t address{};
  if (octet(ip, 0) >> 4U == 6) {
    address.type = IPADDR_TYPE_V6;
    std::memcpy(ip_2_ip6(&address)->addr, ip.data() + 24, 16);
  } else {
    address.type = IPADDR_TYPE_V4;
    std::memcpy(&ip_2_ip4(&address)->addr, ip.data() + 16, 4);
  }
  std::array<char, IPADDR_STRLEN_MAX> text{};
  return ipaddr_ntoa_r(&address, text.data(), static_cast<int>(text.size()));
}

std::optional<Segment> segment_of(const std::string& ip) {
  const bool ipv6 = octet(ip, 0) >> 4U == 6;
  if (octet(ip, ipv6 ? 6 : 9) != IP_PROTO_TCP) return std::nullopt;
  const std::size_t tcp = ipv6 ? 40 : (octet(ip, 0) & 15U) * 4;
  const unsigned flags = octet(ip, tcp + 13);
  return Segment{.to = destination(ip),
                 .port = number(ip, tcp + 2),
                 .from_port = number(ip, tcp),
                 .syn = (flags & TCP_SYN) != 0 && (flags & TCP_ACK) == 0,
                 .reset = (flags & TCP_RST) != 0,
                 .push = (flags & TCP_PSH) != 0,
                 .payload = ip.size() - tcp - (octet(ip, tcp + 12) >> 4U) * 4};
}

}  // namespace

void Wire::set_weather(const Weather& weather, unsigned seed) {
  weather_ = weather;
  random_.seed(seed);
}

void Wire::cut(bool is_cut) {
  cut_ = is_cut;
  if (cut_) frames_under_way_.clear();
}

void Wire::clear() {
  cut(false);
  weather_ = {};
  silent_.clear();
  let_go();
}

void Wire::let_go() {
  on_segment = {};
  passes = [](const Segment&) { return true; };
}

bool Wire::chance(unsigned percent) { return random_() % 100 < percent; }

void Wire::take(netif& interface, const pbuf& frame, Millis now) {
  const std::string octets = octets_of(frame);
  const std::optional<Segment> segment = segment_of(octets);
  if (segment && on_segment) on_segment(*segment, frame);
  ++frames_;
  const bool blocked =
      segment &&
      (!passes(*segment) || (segment->syn && silent_.contains({segment->to, segment->port})));
  if (cut_ || blocked || chance(weather_.lost)) {
    ++lost_;
    return;
  }
  enqueue(interface, octets, now);
  if (chance(weather_.doubled)) enqueue(interface, octets, now);
}

void Wire::enqueue(netif& interface, const std::string& octets, Millis now) {
  std::uint64_t due = now.value + weather_.latency.value;
  if (chance(weather_.late)) due += random_() % (weather_.lateness.value + 1);
  if (now.value < last_.value) epoch_ += std::uint64_t{1} << 32U;
  last_ = now;
  frames_under_way_.emplace(epoch_ + due, Frame{&interface, octets});
}

std::optional<Millis> Wire::next() const {
  if (frames_under_way_.empty()) return std::nullopt;
  return Millis{static_cast<std::uint32_t>(frames_under_way_.begin()->first)};
}

bool Wire::deliver(Millis now) {
  bool any = false;
  for (auto due = next(); due && now.reached(*due); due = next()) {
    const Frame frame = std::move(frames_under_way_.begin()->second);
    frames_under_way_.erase(frames_under_way_.begin());
    const auto size = static_cast<u16_t>(frame.octets.size());
    pbuf* const octets = pbuf_alloc(PBUF_RAW, size, PBUF_POOL);
    any = true;
    if (octets == nullptr) continue;  // as a driver does
    pbuf_take(octets, frame.octets.data(), size);
    if (frame.interface->input(octets, frame.interface) != ERR_OK) pbuf_free(octets);
  }
  return any;
}

}  // namespace postino::test
