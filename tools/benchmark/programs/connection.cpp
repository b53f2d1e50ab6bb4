// SPDX-License-Identifier: MIT
#include "connection.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace postino::benchmark {
namespace {

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(EXIT_FAILURE);
}

}  // namespace

int connect_to(std::uint16_t port) {
  const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    give_up("connect");
  }
  return connection;
}

void send_all(int connection, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t count = ::send(connection, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (count < 0) give_up("send");
    octets.remove_prefix(static_cast<std::size_t>(count));
  }
}

void read_replies(int connection, unsigned replies) {
  char chunk[4096];
  std::size_t column = 0;
  bool last = false;
  while (replies > 0) {
    const ssize_t count = ::recv(connection, chunk, sizeof chunk, 0);
    if (count <= 0) give_up("recv");
    for (const char octet : std::string_view{chunk, static_cast<std::size_t>(count)}) {
      if (column == 3) last = octet != '-';
      ++column;
      if (octet != '\n') continue;
      if (last) --replies;
      column = 0;
    }
  }
}

}  // namespace postino::benchmark
