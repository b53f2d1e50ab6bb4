// SPDX-License-Identifier: MIT
#include "socket_contract.hpp"

#include <algorithm>

namespace postino::contract {

std::string pattern(std::size_t count) {
  std::string octets;
  for (std::size_t i = 0; i < count; ++i) octets.push_back(static_cast<char>('!' + i % 89));
  return octets;
}

std::string long_name(std::size_t size) {
  std::string name(size, 'n');
  for (std::size_t dot = 63; dot < size; dot += 64) name[dot] = '.';
  return name;
}

bool SocketContract::can_look_up(const std::vector<std::string>& addresses) const {
  const auto is_ipv6 = [](const std::string& address) {
    return address.find(':') != std::string::npos;
  };
  const auto ipv6 =
      static_cast<std::size_t>(std::count_if(addresses.begin(), addresses.end(), is_ipv6));
  return std::max(ipv6, addresses.size() - ipv6) <= fixture_->addresses_of_a_kind();
}

Progress SocketContract::connect(std::string_view host, std::uint16_t port) {
  const Millis end = waiter().now() + patience;
  Progress result = socket().connect(host, port);
  while (result == Progress::Pending && !waiter().now().reached(end)) {
    waiter().wait(end);
    result = socket().connect(host, port);
  }
  return result;
}

std::unique_ptr<Peer> SocketContract::connect_to_peer(std::string_view address) {
  auto peer = listen(address);
  EXPECT_EQ(connect(address, peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
  return peer;
}

Packet SocketContract::packet_of(std::string_view octets) {
  Packet packet = pool().take();
  EXPECT_TRUE(packet);
  packet.extend(octets.copy(packet.room().data(), packet.room().size()));
  EXPECT_EQ(packet.octets().size(), octets.size());
  return packet;
}

Progress SocketContract::send(std::string_view octets, Push push) {
  const Millis end = waiter().now() + patience;
  Packet packet = packet_of(octets);
  Progress result = socket().send(packet, push);
  while (result == Progress::Pending && !waiter().now().reached(end)) {
    waiter().wait(end);
    result = socket().send(packet, push);
  }
  return result;
}

Packet SocketContract::fill_window(std::string& sent) {
  const std::string full = pattern(packet_bytes);
  for (int count = 0; count < 100'000; ++count) {
    Packet packet = pool().take();
    // A port that keeps packets until they are acknowledged has them all now.
    if (!packet) return packet;
    packet.extend(full.copy(packet.room().data(), packet.room().size()));
    Progress result = socket().send(packet, Push::Now);
    // Acknowledgements that are on their way make a little more room.
    if (result == Progress::Pending) {
      waiter().wait(waiter().now() + Millis{60});
      result = socket().send(packet, Push::Now);
    }
    sent += full;
    if (result == Progress::Done) continue;
    EXPECT_EQ(result, Progress::Pending);
    sent.resize(sent.size() - packet.octets().size());
    return packet;
  }
  ADD_FAILURE() << "the window never fills";
  return {};
}

Progress SocketContract::send_until_over() {
  const Millis end = waiter().now() + patience;
  Progress result = Progress::Done;
  while ((result == Progress::Done || result == Progress::Pending) &&
         !waiter().now().reached(end)) {
    result = send("x");
    waiter().wait(waiter().now() + Millis{1});
  }
  return result;
}

Transfer SocketContract::receive(std::span<char> into) {
  const Millis end = waiter().now() + patience;
  Transfer result = socket().receive(into);
  while (result == Transfer::pending() && !waiter().now().reached(end)) {
    waiter().wait(end);
    result = socket().receive(into);
  }
  return result;
}

Transfer SocketContract::receive_one() {
  char octet = 0;
  return receive({&octet, 1});
}

std::string SocketContract::receive_text(std::size_t most) {
  std::string text;
  std::array<char, 256> room{};
  while (text.size() < most) {
    const std::size_t want = std::min(room.size(), most - text.size());
    const Transfer result = receive(std::span{room}.first(want));
    if (result.count() == 0) break;
    text.append(room.data(), result.count());
  }
  return text;
}

std::string SocketContract::local_address() {
  std::array<char, 46> text{};
  return {text.data(), socket().local_address(text)};
}

void SocketContract::wait_for_packets() {
  const Millis end = waiter().now() + patience;
  while (pool().taken() != 0 && !waiter().now().reached(end)) waiter().wait(end);
}

}  // namespace postino::contract
