// SPDX-License-Identifier: MIT
/// The other side of the embedded server, by hand.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace postino::test {

/// A client that says what it is told.
class Talker {
 public:
  explicit Talker(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      reply();
    }
  }
  Talker(const Talker&) = delete;
  Talker& operator=(const Talker&) = delete;
  ~Talker() { ::close(socket_); }

  /// The last line of the reply to `octets`, without its CRLF; "" when the server closed.
  std::string say(std::string_view octets) {
    if (::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL) < 0) return {};
    return reply();
  }

  std::string reply() {
    std::string line;
    char octet = 0;
    while (::recv(socket_, &octet, 1, 0) == 1) {
      line += octet;
      if (octet != '\n') continue;
      if (line.substr(3, 1) != "-") return line.substr(0, line.size() - 2);
      line.clear();
    }
    return {};
  }

 private:
  int socket_;
};

inline std::string code(const std::string& reply) { return reply.substr(0, 3); }

}  // namespace postino::test
