// SPDX-License-Identifier: MIT
/// Private. A connection whose `recv(2)` sleeps, but never for long.
#pragma once

#include "postino/posix/descriptor.hpp"
#include "postino/time.hpp"

namespace postino::posix {

/// How long a `recv(2)` without MSG_DONTWAIT sleeps at the most.
inline constexpr Millis nap{1000};

/// Makes it so; false: it can't be, and the connection stays as it was.
bool let_receive_sleep(const Descriptor& connection);

}  // namespace postino::posix
