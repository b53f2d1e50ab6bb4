// SPDX-License-Identifier: MIT
/// Names to addresses without blocking.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "postino/posix/address.hpp"
#include "postino/transfer.hpp"

namespace postino::posix {

/// Finds the addresses of `host` and may block: it runs in a thread of its own, possibly long after
/// whoever asked for it has lost interest. Done, NotFound or Failed.
using LookUp = Progress (*)(const char* host, std::uint16_t port, AddressList& found);

/// `getaddrinfo(3)`. EAI_NONAME, EAI_NODATA, EAI_ADDRFAMILY, EAI_AGAIN and EAI_FAIL are NotFound,
/// any other error is Failed; `found.native_code` is the EAI_ number (negative on Linux), or errno
/// where that number is EAI_SYSTEM.
Progress system_look_up(const char* host, std::uint16_t port, AddressList& found);

/// One look-up at a time. Addresses in numbers are read at once, names in a helper thread.
class Resolver {
 public:
  explicit Resolver(LookUp resolve);
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;
  ~Resolver();

  /// As Socket::connect: the first call starts, further calls continue. Done fills `found`.
  Progress look_up(std::string_view host, std::uint16_t port, AddressList& found);
  /// Readable when look_up() can get on; -1 when none is under way.
  [[nodiscard]] int wake_descriptor() const;
  /// Ends a look-up; its thread finishes by itself and frees what it used.
  void abandon();

 private:
  struct Job;

  Progress start(std::string_view host, std::uint16_t port, AddressList& found);
  Progress finish(AddressList& found);

  LookUp resolve_;
  std::shared_ptr<Job> job_;
};

}  // namespace postino::posix
