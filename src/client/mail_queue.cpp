// SPDX-License-Identifier: MIT
// RFC 2920 3.1: MAIL may follow the end of the mail before in the same group.
#include "postino/mail_queue.hpp"

#include "client/arguments.hpp"
#include "postino/detail/connection.hpp"

namespace postino {

bool detail::Connection::send(const Server& server, MailQueue& queue) {
  if (!idle()) return false;
  next_server_ = &server;
  queue_ = &queue;
  queue.pull(*this);
  return true;
}

/// Makes the oldest mail that can be sent the one under way; without one the run is over.
void MailQueue::do_pull(detail::Connection& connection) {
  blocked_ = false;
  for (QueuedMail oldest = at(0); oldest.mail != nullptr; oldest = at(0)) {
    if (connection.take_on(*oldest.mail, *oldest.composer)) return;
    ended(connection.report_);
  }
  connection.queue_ = nullptr;
}

/// The next mail follows the one that was said last; what is wrong with it is told in its turn.
void MailQueue::do_run_on(detail::Connection& connection) {
  if (blocked_ || !connection.session_.may_run_on()) return;
  const QueuedMail next = at(static_cast<std::uint16_t>(connection.session_.ahead() + 1));
  if (next.mail == nullptr) return;
  bool needs_utf8 = false;
  const Error error = detail::check_arguments(*connection.session_.server(), *next.mail,
                                              *next.composer, nullptr, *connection.pool_,
                                              connection.session_.recipients().size(), needs_utf8);
  blocked_ = error.fault != Fault::None ||
             !connection.session_.run_on(*next.mail, *next.composer, needs_utf8);
}

/// The oldest mail has its report, and replies are for the one that ran on behind it, if any.
void MailQueue::do_report(detail::Connection& connection) {
  ended(connection.report_);
  if (connection.session_.ahead() == 0) return;
  const Mail& next = *at(0).mail;
  connection.session_.listen_on(next, connection.traffic_.awaited);
  connection.hear_of(next);
}

/// The connection is no more. Of those under way the ones are Unknown whose end was handed over,
/// for that is in their order; none of the others was accepted.
void MailQueue::do_lost(detail::Connection& connection) {
  while (connection.mail_ != nullptr &&
         connection.session_.end_is_out(connection.traffic_.awaited)) {
    connection.make_report(Outcome::Deferred, Fault::ConnectionLost);
  }
  connection.mail_ = nullptr;
  connection.queue_ = nullptr;
}

}  // namespace postino
