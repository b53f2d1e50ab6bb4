// SPDX-License-Identifier: MIT
#include "posix_peer.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace postino::contract {
namespace {

constexpr int patience = 2000;

bool readable(const posix::Descriptor& descriptor) {
  pollfd watched{.fd = descriptor.number(), .events = POLLIN, .revents = 0};
  return ::poll(&watched, 1, patience) == 1;
}

const sockaddr* name(const posix::Address& address) {
  return reinterpret_cast<const sockaddr*>(address.octets.data());
}

posix::Descriptor stream(const posix::Address& address, int flags) {
  return posix::Descriptor{::socket(address.ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | flags, 0)};
}

template <class Name>
posix::Address packed(const Name& socket_name, bool ipv6) {
  posix::Address address{.size = sizeof socket_name, .ipv6 = ipv6};
  std::memcpy(address.octets.data(), &socket_name, sizeof socket_name);
  return address;
}

void share(const posix::Descriptor& descriptor) {
  const int on = 1;
  ::setsockopt(descriptor.number(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
}

auto name_of(const posix::Descriptor& descriptor) {
  posix::Address address;
  socklen_t size = sizeof address.octets;
  auto* const local = reinterpret_cast<sockaddr*>(address.octets.data());
  EXPECT_EQ(::getsockname(descriptor.number(), local, &size), 0);
  return address.octets;
}

}  // namespace

posix::Address posix_address(std::string_view host, std::uint16_t port) {
  const std::string text{host};
  sockaddr_in6 ipv6{};
  ipv6.sin6_family = AF_INET6;
  ipv6.sin6_port = htons(port);
  if (::inet_pton(AF_INET6, text.c_str(), &ipv6.sin6_addr) == 1) return packed(ipv6, true);
  sockaddr_in ipv4{};
  ipv4.sin_family = AF_INET;
  ipv4.sin_port = htons(port);
  EXPECT_EQ(::inet_pton(AF_INET, text.c_str(), &ipv4.sin_addr), 1) << text;
  return packed(ipv4, false);
}

PosixPeer::PosixPeer(std::string_view address, std::uint16_t port, int backlog) {
  const posix::Address local = posix_address(address, port);
  int tries = 16;
  do {
    listener_ = stream(local, SOCK_CLOEXEC);
    const int window = 8192;
    ::setsockopt(listener_.number(), SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    if (port != 0) share(listener_);
    EXPECT_EQ(::bind(listener_.number(), name(local), local.size), 0) << std::strerror(errno);
  } while (port == 0 && !take_port_everywhere() && --tries > 0);
  EXPECT_GT(tries, 0);
  EXPECT_EQ(::listen(listener_.number(), backlog), 0);
}

bool PosixPeer::take_port_everywhere() {
  reservations_.clear();
  for (const char* address : {"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5",
                              "127.0.0.6", "127.0.0.7", "127.0.0.8", "127.0.0.9", "::1"}) {
    const posix::Address other = posix_address(address, port());
    if (name_of(listener_) == other.octets) continue;
    reservations_.push_back(stream(other, SOCK_CLOEXEC));
    if (::bind(reservations_.back().number(), name(other), other.size) != 0) return false;
    // From here on a socket that shares as well, and no other, may listen there.
    share(reservations_.back());
  }
  return true;
}

std::uint16_t PosixPeer::port() const {
  // The port lies in the same place in both kinds of address.
  sockaddr_in6 local{};
  socklen_t size = sizeof local;
  EXPECT_EQ(::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&local), &size), 0);
  return ntohs(local.sin6_port);
}

bool PosixPeer::accept() {
  if (!readable(listener_)) return false;
  connection_ = posix::Descriptor{::accept(listener_.number(), nullptr, nullptr)};
  return static_cast<bool>(connection_);
}

void PosixPeer::send(std::string_view octets) {
  const auto count = ::send(connection_.number(), octets.data(), octets.size(), MSG_NOSIGNAL);
  EXPECT_EQ(count, static_cast<ssize_t>(octets.size()));
}

std::string PosixPeer::read(std::size_t most) {
  std::string got;
  std::array<char, 4096> room{};
  while (got.size() < most && readable(connection_)) {
    const std::size_t want = std::min(room.size(), most - got.size());
    const ssize_t count = ::recv(connection_.number(), room.data(), want, 0);
    if (count <= 0) break;
    got.append(room.data(), static_cast<std::size_t>(count));
  }
  return got;
}

End PosixPeer::read_to_end() {
  std::array<char, 4096> waste{};
  while (readable(connection_)) {
    const ssize_t count = ::recv(connection_.number(), waste.data(), waste.size(), 0);
    if (count < 0) return errno == ECONNRESET ? End::Reset : End::NotYet;
    if (count == 0) return End::InOrder;
  }
  return End::NotYet;
}

void PosixPeer::half_close() { ::shutdown(connection_.number(), SHUT_WR); }

void PosixPeer::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(connection_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  connection_.reset();
}

int PosixPeer::kept_error() const {
  int error = 0;
  socklen_t size = sizeof error;
  EXPECT_EQ(::getsockopt(connection_.number(), SOL_SOCKET, SO_ERROR, &error, &size), 0);
  return error;
}

SilentListener::SilentListener(std::string_view address, std::uint16_t port)
    : listener_{address, port, 0} {
  // One connection fits into the queue; another attempt shows that no more do.
  const posix::Address target = posix_address(address, listener_.port());
  for (int attempt = 0; attempt < 4; ++attempt) {
    queue_.push_back(stream(target, SOCK_CLOEXEC | SOCK_NONBLOCK));
    ::connect(queue_.back().number(), name(target), target.size);
    pollfd watched{.fd = queue_.back().number(), .events = POLLOUT, .revents = 0};
    if (::poll(&watched, 1, 20) == 0) return;
  }
  ADD_FAILURE() << address << " answers";
}

}  // namespace postino::contract
