// SPDX-License-Identifier: MIT
/// "user@host" or "Name <user@host>".
#pragma once

#include <string>
#include <string_view>

namespace postino::demo {

struct Address {
  std::string address;
  std::string name;
};

/// Reads one, as Mailbox::parse() does; the name may have quoted-pairs in its quotes besides.
/// Any other input, a list among them, yields an address that the library reports as
/// InvalidAddress.
[[nodiscard]] Address read_address(std::string_view text);

/// `text` without the blanks around it.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The calling user at the name of this machine.
[[nodiscard]] std::string own_address();

}  // namespace postino::demo
