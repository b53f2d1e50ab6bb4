// SPDX-License-Identifier: MIT
/// Polls a client in virtual time, for tests that do so a hundred thousand times.
#pragma once

#include <functional>

#include "postino/client.hpp"
#include "support/fake_socket.hpp"
#include "support/virtual_clock.hpp"

namespace postino::test {

/// Polls until `done`, which is asked after each poll. When the client does not get on, `serve`
/// may do something, and returns true if it did; else time passes until poll_at(). Returns false
/// if it would go on for ever.
bool poll_until(Client& client, FakeSocket& wire, VirtualClock& clock,
                const std::function<bool()>& done, const std::function<bool()>& serve);

}  // namespace postino::test
