// SPDX-License-Identifier: MIT
/// Private. What EHLO says: the address literal of lwIP's default interface.
#pragma once

#include <lwip/ip_addr.h>

#include <span>

namespace postino::lwip {

/// The NUL included.
inline constexpr std::size_t max_ehlo_name_size = IPADDR_STRLEN_MAX + 8;

/// Writes it and a NUL; without an interface, or an address of it, [127.0.0.1].
void write_ehlo_name(std::span<char, max_ehlo_name_size> into);

}  // namespace postino::lwip
