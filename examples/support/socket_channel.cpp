// SPDX-License-Identifier: MIT
#include "socket_channel.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace postino::demo {
namespace {

union Address {
  sockaddr any;
  sockaddr_in ipv4;
  sockaddr_in6 ipv6;
};

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

socklen_t read_address(const std::string& text, Address& address) {
  if (inet_pton(AF_INET, text.c_str(), &address.ipv4.sin_addr) == 1) {
    address.ipv4.sin_family = AF_INET;
    return sizeof address.ipv4;
  }
  if (inet_pton(AF_INET6, text.c_str(), &address.ipv6.sin6_addr) == 1) {
    address.ipv6.sin6_family = AF_INET6;
    return sizeof address.ipv6;
  }
  errno = EINVAL;
  fail("not an address");
}

}  // namespace

Handle::Handle(Handle&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

void Handle::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

Handle listen_on(const std::string& text) {
  Address address{};
  const socklen_t size = read_address(text, address);
  Handle listener{::socket(address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (listener.number() < 0) fail("socket");
  if (::bind(listener.number(), &address.any, size) != 0) fail("bind");
  if (::listen(listener.number(), SOMAXCONN) != 0) fail("listen");
  return listener;
}

std::uint16_t port_of(const Handle& listener) {
  Address address{};
  socklen_t size = sizeof address;
  if (::getsockname(listener.number(), &address.any, &size) != 0) fail("getsockname");
  const bool ipv4 = address.any.sa_family == AF_INET;
  return ntohs(ipv4 ? address.ipv4.sin_port : address.ipv6.sin6_port);
}

bool wait_for(int descriptor, short events, int stop) {
  pollfd watched[] = {{.fd = descriptor, .events = events, .revents = 0},
                      {.fd = stop, .events = POLLIN, .revents = 0}};
  while (::poll(watched, 2, -1) < 0) {
    if (errno != EINTR) return false;
  }
  return watched[1].revents == 0;
}

SocketChannel::SocketChannel(Handle connection, int stop)
    : connection_{std::move(connection)}, stop_{stop} {
  // Replies of a pipelined group are written one by one.
  const int on = 1;
  ::setsockopt(connection_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

SocketChannel::~SocketChannel() {
  // A close with octets unread would be a reset, which takes the last reply from the client.
  if (connection_.number() < 0 || ::shutdown(connection_.number(), SHUT_WR) != 0) return;
  std::array<char, 4096> unread;
  while (read(unread) != 0) {
  }
}

std::size_t SocketChannel::read(std::span<char> into) {
  while (connection_.number() >= 0) {
    const ssize_t count = ::recv(connection_.number(), into.data(), into.size(), 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    if (errno != EAGAIN || !wait_for(connection_.number(), POLLIN, stop_)) return 0;
  }
  return 0;
}

bool SocketChannel::write(std::string_view octets) {
  while (!octets.empty() && connection_.number() >= 0) {
    const ssize_t count = ::send(connection_.number(), octets.data(), octets.size(), MSG_NOSIGNAL);
    if (count >= 0) {
      octets.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      if (errno != EAGAIN || !wait_for(connection_.number(), POLLOUT, stop_)) return false;
    }
  }
  return connection_.number() >= 0;
}

void SocketChannel::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(connection_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  connection_.close();
}

}  // namespace postino::demo
