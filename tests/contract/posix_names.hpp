// SPDX-License-Identifier: MIT
/// A table of names in place of getaddrinfo(3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "postino/posix/resolver.hpp"

namespace postino::contract {

/// One table for the process, since look-ups may outlive the port that asked. The destructor lets
/// held ones go and waits for those that have begun.
class PosixNames {
 public:
  PosixNames();
  PosixNames(const PosixNames&) = delete;
  PosixNames& operator=(const PosixNames&) = delete;
  ~PosixNames();

  void set(std::string_view name, std::vector<std::string> addresses);
  /// What a look-up of any other name comes to.
  void set_error(Progress result, int native_code);
  void hold();
  void release();

  /// For PosixPort's constructor.
  static Progress look_up(const char* host, std::uint16_t port, posix::AddressList& found);
};

}  // namespace postino::contract
