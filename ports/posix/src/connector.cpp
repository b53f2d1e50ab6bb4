// SPDX-License-Identifier: MIT
#include "postino/posix/connector.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "system.hpp"

namespace postino::posix {
namespace {

#ifdef SOCK_NONBLOCK

int open_stream(int family) {
  return ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

#else

int open_stream(int family) {
  const int opened = ::socket(family, SOCK_STREAM, 0);
  if (opened < 0) return opened;
#ifdef FD_CLOEXEC
  ::fcntl(opened, F_SETFD, FD_CLOEXEC);
#endif
  ::fcntl(opened, F_SETFL, O_NONBLOCK);
  return opened;
}

#endif

Descriptor open_socket(const Address& address) {
  Descriptor opened{open_stream(address.ipv6 ? AF_INET6 : AF_INET)};
  constexpr int on = 1;
  if (opened) ::setsockopt(opened.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return opened;
}

/// 0: connected. EINPROGRESS: under way. Else why not.
int begin(const Descriptor& attempt, const Address& address) {
  if (!attempt) return errno;
  const auto* const name = reinterpret_cast<const sockaddr*>(address.octets.data());
  if (::connect(attempt.number(), name, address.size) == 0) return 0;
  return errno == EINTR ? EINPROGRESS : errno;
}

using Query = int (*)(int, sockaddr*, socklen_t*);

/// `query` is getsockname(2) or getpeername(2). Returns an empty address when it fails.
Address ask(Query query, const Descriptor& attempt, bool ipv6) {
  Address found{.ipv6 = ipv6};
  socklen_t size = found.octets.size();
  auto* const name = reinterpret_cast<sockaddr*>(found.octets.data());
  if (query(attempt.number(), name, &size) == 0) found.size = static_cast<std::uint8_t>(size);
  return found;
}

/// The port lies in the same place in both kinds of address.
bool same_port(const Address& a, const Address& b) {
  constexpr std::size_t at = offsetof(sockaddr_in, sin_port);
  return std::memcmp(&a.octets[at], &b.octets[at], sizeof(in_port_t)) == 0;
}

/// A free port of this machine can be drawn as the local port of the connection to it, which then
/// connects to itself. Only then are both ports the same, as a rule.
bool connected_to_itself(const Descriptor& attempt, const Address& local, const Address& to) {
  if (!same_port(local, to)) return false;
  const Address peer = ask(::getpeername, attempt, to.ipv6);
  return peer.size == local.size && peer.octets == local.octets;
}

/// Whether `events` of POLLOUT alone mean that the attempt has connected. Linux adds POLLERR and
/// POLLHUP to those of one that failed; of other systems it is not known.
bool connected_for_sure([[maybe_unused]] short events) {
#if defined(__linux__) && !POSTINO_LWIP_SOCKETS
  return events == POLLOUT;
#else
  return false;
#endif
}

bool says_no_route(int error) {
  return error == ENETUNREACH || error == EHOSTUNREACH || error == EAFNOSUPPORT ||
         error == EADDRNOTAVAIL;
}

}  // namespace

void Connector::start(const AddressList& found, Millis now) {
  begin_with(found.interleave(addresses_), now);
}

void Connector::start_on_the_rest(Millis now) { begin_with(left_, now); }

void Connector::begin_with(std::size_t count, Millis now) {
  count_ = count;
  left_ = 0;
  tried_ = 0;
  events_ = {};
  next_at_ = now;
  native_code_ = 0;
}

Progress Connector::go_on(Millis now) {
  if (look_at_attempts(now) || begin_attempts(now)) {
    keep_the_rest();
    abandon();
    return Progress::Done;
  }
  return any_open() || tried_ < count_ ? Progress::Pending : Progress::Failed;
}

bool Connector::look_at_attempts(Millis now) {
  for (Descriptor& attempt : attempts_) {
    if (!attempt) continue;
    if (settle(attempt, state_of(attempt))) return true;
    if (!attempt) next_at_ = now;
  }
  return false;
}

std::size_t Connector::index_of(const Descriptor& attempt) const {
  return static_cast<std::size_t>(&attempt - attempts_.data());
}

/// As begin().
int Connector::state_of(const Descriptor& attempt) {
  pollfd watched{.fd = attempt.number(),
                 .events = POLLOUT,
                 .revents = std::exchange(events_[index_of(attempt)], short{0})};
  if (watched.revents == 0 && ::poll(&watched, 1, 0) <= 0) return EINPROGRESS;
  if (connected_for_sure(watched.revents)) return 0;
  int error{};
  socklen_t size = sizeof error;
  if (::getsockopt(watched.fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  return error;
}

bool Connector::begin_attempts(Millis now) {
  while (tried_ < count_ && now.reached(next_at_)) {
    const Address& address = addresses_[tried_];
    Descriptor& attempt = attempts_[tried_++];
    attempt = open_socket(address);
    if (settle(attempt, begin(attempt, address))) return true;
    if (attempt) next_at_ = now + stagger;
  }
  return false;
}

bool Connector::settle(Descriptor& attempt, int error) {
  if (error == EINPROGRESS) return false;
  const Address& address = addresses_[index_of(attempt)];
  if (error == 0) {
    local_ = ask(::getsockname, attempt, address.ipv6);
    if (connected_to_itself(attempt, local_, address)) error = ECONNREFUSED;
  }
  if (error == 0) {
    winner_ = std::move(attempt);
    return true;
  }
  attempt.reset();
  if (native_code_ == 0 || !says_no_route(error)) native_code_ = error;
  return false;
}

bool Connector::any_open() const {
  return std::any_of(attempts_.begin(), attempts_.end(),
                     [](const Descriptor& attempt) { return static_cast<bool>(attempt); });
}

std::optional<Millis> Connector::next_attempt_at() const {
  return tried_ < count_ ? std::optional{next_at_} : std::nullopt;
}

/// An attempt that is still under way lost the race, and nothing else.
void Connector::keep_the_rest() {
  for (std::size_t number = 0; number < count_; ++number) {
    if (number >= tried_ || attempts_[number]) addresses_[left_++] = addresses_[number];
  }
}

Descriptor Connector::take() { return std::move(winner_); }

void Connector::abandon() {
  for (Descriptor& attempt : attempts_) attempt.reset();
  count_ = 0;
}

}  // namespace postino::posix
