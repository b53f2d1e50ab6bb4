// SPDX-License-Identifier: MIT
/// The first thing wrong among many arguments.
#pragma once

#include <cstddef>

#include "postino/error.hpp"
#include "postino/mail.hpp"

namespace postino::detail {

/// Notes of what was found later are dropped, so checks need no branches between them.
struct Findings {
  Error error{};
  bool needs_utf8 = false;  ///< An address is not ASCII (RFC 6531).

  void note(Fault fault, Field field, std::size_t index = 0);
  /// A mailbox's address.
  void address(const View& address, Field field, std::size_t index = 0);
  /// UTF-8 for a header.
  void text(const View& text, Field field, std::size_t index = 0);
};

}  // namespace postino::detail
