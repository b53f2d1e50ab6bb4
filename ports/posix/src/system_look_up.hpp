// SPDX-License-Identifier: MIT
/// Private. `getaddrinfo(3)`, for the resolver.
#pragma once

#include <cstdint>

#include "postino/posix/address.hpp"
#include "postino/transfer.hpp"
#include "system.hpp"

namespace postino::posix {

/// As a LookUp; `flags` are those of addrinfo. With AI_NUMERICHOST it does not block.
Progress get_addresses(const char* host, std::uint16_t port, int flags, AddressList& found);

}  // namespace postino::posix
