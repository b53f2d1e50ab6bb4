// SPDX-License-Identifier: MIT
/// What the caller's arguments are checked for before an octet is sent.
#pragma once

#include <cstddef>

#include "postino/composer.hpp"
#include "postino/error.hpp"
#include "postino/mail.hpp"
#include "postino/packet_pool.hpp"
#include "postino/server.hpp"
#include "postino/transport.hpp"

namespace postino::detail {

/// Fault::None when all is well; else the field, and its index in a list. `needs_utf8` becomes
/// whether an address is not ASCII (RFC 6531). `transport` is nullptr where a connection to
/// `server` is open, which was checked before that.
[[nodiscard]] Error check_arguments(const Server& server, const Mail& mail,
                                    const Composer& composer, const Transport* transport,
                                    const PacketPool& pool, std::size_t max_recipients,
                                    bool& needs_utf8);

}  // namespace postino::detail
