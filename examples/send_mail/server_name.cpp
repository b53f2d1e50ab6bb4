// SPDX-License-Identifier: MIT
#include "server_name.hpp"

#include <arpa/inet.h>

#include <charconv>

#include "failure.hpp"

namespace postino::demo {
namespace {

[[noreturn]] void fail(std::string_view text) {
  throw Failure{Exit::Usage, "--server: not HOST, HOST:PORT or [IPv6]:PORT: " + std::string{text}};
}

std::uint16_t read_port(std::string_view digits, std::string_view whole) {
  std::uint16_t port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || stop != end || port == 0) fail(whole);
  return port;
}

}  // namespace

ServerName read_server_name(std::string_view text) {
  std::string_view host = text;
  std::string_view rest;
  if (text.substr(0, 1) == "[") {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) fail(text);
    host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else if (const std::size_t colon = text.find(':'); colon == text.rfind(':')) {
    host = text.substr(0, colon);
    if (colon != std::string_view::npos) rest = text.substr(colon);
  }
  if (host.empty() || (!rest.empty() && rest.front() != ':')) fail(text);
  return {.host = std::string{host},
          .port = rest.empty() ? std::uint16_t{} : read_port(rest.substr(1), text)};
}

bool is_loopback(const std::string& host) {
  in_addr ipv4{};
  if (inet_pton(AF_INET, host.c_str(), &ipv4) == 1) return ntohl(ipv4.s_addr) >> 24 == 127;
  in6_addr ipv6{};
  if (inet_pton(AF_INET6, host.c_str(), &ipv6) == 1) return IN6_IS_ADDR_LOOPBACK(&ipv6);
  return host == "localhost";
}

}  // namespace postino::demo
