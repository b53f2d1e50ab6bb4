// SPDX-License-Identifier: MIT
/// RFC 5321 4.5.3.2: a deadline for each phase, from the moment its command was handed over.
#pragma once

#include "postino/config.hpp"
#include "postino/detail/client_of.hpp"
#include "session/table.hpp"

namespace postino::detail {

constexpr Millis earlier(Millis a, Millis b) { return b.reached(a) ? a : b; }

template <Features f>
void ClientOf<f>::set_deadline() {
  const Server& server = *conversation_.server();
  Millis timeout = timeout_of(server.timeouts, phase());
  if constexpr (f.addresses) {
    // No longer than a connection may take while another address is left.
    const bool greets = phase() == Phase::Greeting || phase() == Phase::ImplicitTls;
    if (greets && socket().addresses_left() != 0)
      timeout = earlier(timeout, server.timeouts.connect);
  }
  if constexpr (f.reuse) {
    if (phase() == Phase::Done) timeout = server.keep_open;
    if (sending_.kept == Kept::Silent) timeout = earlier(timeout, server.timeouts.first_reply);
  }
  deadline_ = now_ + timeout;
}

/// Returns whether one has passed.
template <Features f>
bool ClientOf<f>::check_deadlines() {
  if (sending_.begun && now_.reached(sending_.deadline)) {
    break_off(Outcome::Deferred, Fault::SessionTimeout);
    return true;
  }
  if (phase() == Phase::Idle || (f.reuse && phase() == Phase::Done)) return false;
  const bool starved = traffic_.waits_for_packet && now_.reached(packet_deadline_);
  if (!starved && !now_.reached(deadline_)) return false;
  const bool unasked = traffic_.awaited == 0 && traffic_.parser.begun();
  fail(starved ? Fault::NoPacket : unasked ? Fault::EarlyReply : Fault::Timeout);
  return true;
}

template <Features f>
void ClientOf<f>::plan(bool more) {
  if (more) {
    poll_at_ = now_;
    return;
  }
  poll_at_ = now_ + Millis{config::max_timeout};
  if (connected()) poll_at_ = deadline_;
  if (sending_.begun) poll_at_ = earlier(poll_at_, sending_.deadline);
  if (traffic_.waits_for_packet || traffic_.waits_for_source) {
    poll_at_ = earlier(poll_at_, now_ + Millis{config::retry_interval});
  }
  if (now_.reached(poll_at_)) poll_at_ = now_;
}

}  // namespace postino::detail
