// SPDX-License-Identifier: MIT
#include "system_look_up.hpp"

#include <cstring>

#include "postino/posix/resolver.hpp"

namespace postino::posix {
namespace {

Progress meaning(int error) {
  switch (error) {
    case EAI_NONAME:
    case EAI_FAIL:
#ifdef EAI_AGAIN
    case EAI_AGAIN:
#endif
#ifdef EAI_NODATA
    case EAI_NODATA:
#endif
#ifdef EAI_ADDRFAMILY
    case EAI_ADDRFAMILY:
#endif
      return Progress::NotFound;
    default:
      return Progress::Failed;
  }
}

int number_of(int error) {
#ifdef EAI_SYSTEM
  if (error == EAI_SYSTEM) return errno;
#endif
  return error;
}

void set_port(Address& address, std::uint16_t port) {
  // The port lies in the same place in both kinds of address.
  const std::uint16_t wire_port = htons(port);
  std::memcpy(address.octets.data() + offsetof(sockaddr_in, sin_port), &wire_port,
              sizeof wire_port);
}

void add(const addrinfo& info, std::uint16_t port, AddressList& found) {
  if (info.ai_family != AF_INET && info.ai_family != AF_INET6) return;
  Address address{.size = static_cast<std::uint8_t>(info.ai_addrlen),
                  .ipv6 = info.ai_family == AF_INET6};
  if (info.ai_addrlen > address.octets.size()) return;
  std::memcpy(address.octets.data(), info.ai_addr, info.ai_addrlen);
  set_port(address, port);
  found.add(address);
}

}  // namespace

Progress get_addresses(const char* host, std::uint16_t port, int flags, AddressList& found) {
  addrinfo hints{};  // AF_UNSPEC
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* first = nullptr;
  const int error = ::getaddrinfo(host, nullptr, &hints, &first);
  if (error != 0) {
    found.native_code = number_of(error);
    return meaning(error);
  }
  for (const addrinfo* info = first; info != nullptr; info = info->ai_next) add(*info, port, found);
  ::freeaddrinfo(first);
  if (!found.empty()) return Progress::Done;
  found.native_code = EAI_NONAME;
  return Progress::NotFound;
}

Progress system_look_up(const char* host, std::uint16_t port, AddressList& found) {
  return get_addresses(host, port, 0, found);
}

}  // namespace postino::posix
