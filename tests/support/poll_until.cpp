// SPDX-License-Identifier: MIT
#include "support/poll_until.hpp"

namespace postino::test {
namespace {

constexpr std::size_t max_polls = 20000;

}  // namespace

bool poll_until(Client& client, FakeSocket& wire, VirtualClock& clock,
                const std::function<bool()>& done, const std::function<bool()>& serve) {
  for (std::size_t polls = 0; polls < max_polls; ++polls) {
    const std::uint64_t before = wire.activity();
    client.poll(clock.now());
    if (done()) return true;
    if (wire.turn() || wire.activity() != before || serve()) continue;
    if (client.poll_at().reached(clock.now())) clock.advance_to(client.poll_at());
  }
  return false;
}

}  // namespace postino::test
