// SPDX-License-Identifier: MIT
/// RFC 2920 3.1: MAIL may follow the end of the message before in the same group. An image that
/// gives its client no MailQueue has none of this.
#pragma once

#include "client/life.hpp"
#include "postino/mail_queue.hpp"
#include "session/run_on.hpp"

namespace postino::detail {

template <Features f>
struct ClientOf<f>::Queued {
  /// Makes the oldest message that can be sent the one under way; without one the run is over.
  static void pull(ClientOf& client) {
    client.queue_blocked_ = false;
    MailQueue& queue = *client.queue_;
    for (QueuedMail oldest = queue.at(0); oldest.mail != nullptr; oldest = queue.at(0)) {
      if (client.take_on(*oldest.mail, *oldest.composer)) return;
      queue.ended(client.report_);
    }
    client.queue_ = nullptr;
  }

  /// Pipelines the next message after the one that was said last. One that has a fault is reported
  /// in its turn.
  static void run_on(ClientOf& client) {
    Conversation<f>& conversation = client.conversation_;
    if (client.queue_blocked_ || !conversation.may_run_on()) return;
    const QueuedMail next = client.queue_->at(static_cast<std::uint16_t>(conversation.ahead() + 1));
    if (next.mail == nullptr) return;
    bool needs_utf8 = false;
    const Error before = std::exchange(client.report_.error, Error{});
    client.check(*next.mail, *next.composer, true, needs_utf8);
    const Error error = std::exchange(client.report_.error, before);
    client.queue_blocked_ =
        error.fault != Fault::None || !conversation.run_on(*next.mail, *next.composer, needs_utf8);
  }

  /// The oldest message has its report, and replies are for the one that ran on after it, if any.
  static void report(ClientOf& client) {
    client.queue_->ended(client.report_);
    if (client.conversation_.ahead() == 0) return;
    const Mail& next = *client.queue_->at(0).mail;
    client.conversation_.listen_on(next, client.traffic_.awaited);
    client.hear_of(next);
    client.sending_.attempts = 1;
  }

  /// The connection is no more. Of those under way the ones are Unknown whose end was handed over,
  /// for that is in their order; none of the others was accepted.
  static void lost(ClientOf& client) {
    while (client.sending_.mail != nullptr &&
           client.conversation_.end_is_out(client.traffic_.awaited)) {
      client.make_report(Outcome::Deferred, Fault::ConnectionLost);
    }
    client.sending_ = {};
    client.queue_ = nullptr;
  }

  static constexpr QueueCalls<f> calls{pull, run_on, report, lost};
};

template <Features f>
bool ClientOf<f>::send(const Server& server, MailQueue& queue) {
  if (!idle()) return false;
  next_server_ = &server;
  queue_ = &queue;
  queue_calls_ = &Queued::calls;
  Queued::pull(*this);
  return true;
}

}  // namespace postino::detail
