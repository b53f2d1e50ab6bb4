// SPDX-License-Identifier: MIT
/// One fault, and the moment at which it strikes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace postino::test {

/// What is counted, and so where a fault can strike: behind so many octets, or at such a call.
enum class Place : std::uint8_t {
  ToServer,  ///< Octets that the socket took.
  ToClient,  ///< Octets that the socket brought.
  Take,      ///< PacketPool::take().
  Connect,   ///< Socket::connect(), and so on.
  Send,
  Receive,
  Address,
  Secure,  ///< Transport::secure(), and so on.
  Write,
  Read,
  Tls,   ///< A function of Mbed TLS whose result the port looks at.
  Turn,  ///< Client::poll().
};
inline constexpr std::size_t places = static_cast<std::size_t>(Place::Turn) + 1;

enum class Act : std::uint8_t {
  Fin,      ///< The server closes.
  Reset,    ///< The connection is lost at once.
  Stall,    ///< Nothing passes any more, and nobody is told.
  Short,    ///< One octet passes alone.
  Block,    ///< Nothing passes, once.
  Corrupt,  ///< One bit of the octet behind the boundary is wrong.
  Drip,     ///< From here on an octet every 61 seconds.
  Abort,    ///< Client::abort().
  Destroy,  ///< The client's scope ends, and another one gets its memory.
  Once,     ///< The pool is empty, once.
  ForEver,  ///< The pool is empty from here on.
  Pending,  ///< The call returns that, once; the others for good.
  Closed,
  Failed,
  NotFound,
  End,
  Nothing,  ///< No address.
  Code,     ///< The call returns FaultKind::value.
  Step,     ///< The clock steps by FaultKind::value milliseconds.
  Wrap,     ///< The clock goes on by a millisecond and wraps.
};

struct FaultKind {
  std::string name;
  Place place;
  Act act;
  std::int32_t value = 0;
};

/// All of them; those of Place::Tls are one for each number that Mbed TLS documents.
[[nodiscard]] std::span<const FaultKind> fault_kinds();
/// nullptr: there is none of that name.
[[nodiscard]] const FaultKind* fault_kind(std::string_view name);

/// Counts, and says when it is time.
class Injector {
 public:
  /// Strikes at the first event of its place behind `at` of them; counting begins anew.
  void arm(const FaultKind& fault, std::size_t at);
  /// The fault is gone, and all that is counted too.
  void disarm();

  /// An event of that kind happens; the fault that strikes it, or nullptr.
  const FaultKind* happens(Place place);
  /// Octets of that direction that pass before the fault's boundary.
  [[nodiscard]] std::size_t before(Place way) const;
  /// The fault whose boundary has been reached and that has not struck, or nullptr.
  [[nodiscard]] const FaultKind* due(Place way) const;
  void passed(Place way, std::size_t octets) { seen_[static_cast<std::size_t>(way)] += octets; }
  void strike() { struck_ = true; }

  [[nodiscard]] std::size_t seen(Place place) const {
    return seen_[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] const FaultKind* fault() const { return fault_; }
  [[nodiscard]] bool struck() const { return struck_; }

 private:
  [[nodiscard]] bool is_for_good() const;

  const FaultKind* fault_ = nullptr;
  std::size_t at_ = 0;
  bool struck_ = false;
  std::array<std::size_t, places> seen_{};
};

/// The one that the calls ask which the linker leads through tests/campaign; nullptr: none.
extern Injector* linked_injector;

}  // namespace postino::test
