// SPDX-License-Identifier: MIT
/// What is wrong with the arguments of a send(), before anything is sent. Which of the two checks
/// an image has is a matter of its client class.
#pragma once

#include <cstddef>

#include "postino/composer.hpp"
#include "postino/mail.hpp"
#include "postino/packet_pool.hpp"
#include "postino/server.hpp"

namespace postino::detail {

/// What a message is held against.
struct Setting {
  const Server& server;
  bool bound;  ///< A connection to a server of those names is open: they were checked before.
  Fault tls;   ///< Why there is none.
  const PacketPool& pool;
  std::size_t max_recipients;
};

/// Holds every argument to its grammar. `needs_utf8`: an address is not ASCII.
[[nodiscard]] Error check_arguments(const Setting& setting, const Mail& mail,
                                    const Composer& composer, bool& needs_utf8);

/// Holds them to what can't inject a command or a header, and to what memory needs: names and
/// addresses are words of printable ASCII without angle brackets.
void check_words(const Setting& setting, const Mail& mail, const Composer& composer, Error& error);

}  // namespace postino::detail
