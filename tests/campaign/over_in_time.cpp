// SPDX-License-Identifier: MIT
// I5.
#include "campaign/invariants.hpp"

namespace postino::test {
namespace {

Millis timeout_of(Phase phase, const Timeouts& timeouts) {
  switch (phase) {
    case Phase::Connect:
      return timeouts.connect;
    case Phase::ImplicitTls:
    case Phase::Handshake:
      return timeouts.handshake;
    case Phase::Greeting:
      return timeouts.greeting;
    case Phase::Auth:
    case Phase::AuthResponse:
      return timeouts.auth;
    case Phase::Data:
      return timeouts.data;
    case Phase::Content:
    case Phase::Chunk:
      return timeouts.block;
    case Phase::EndOfData:
      return timeouts.end_of_data;
    default:
      return timeouts.command;
  }
}

/// Whether a message before `mail` in its queue timed out: the connection is lost for it only then.
bool one_before_timed_out(const Evidence& evidence, const MailRun& mail) {
  for (const MailRun& one : evidence.mails) {
    if (&one == &mail) return false;
    const bool out = !one.reports.empty() && one.reports[0].error.fault == Fault::Timeout;
    if (out && evidence.rig->scenario().queued) return true;
  }
  return false;
}

/// The longest that it may take to what `sent` says, from the last thing that starts a clock.
Millis longest(const Evidence& evidence, const MailRun& mail, const Sent& sent) {
  const Scenario& scenario = evidence.rig->scenario();
  const Timeouts& timeouts = scenario.server.timeouts;
  // A mail in one chunk has the time of its end from the command on.
  const bool in_text = sent.error.phase == Phase::EndOfData && end_of(evidence, mail) == nullptr;
  if (in_text && !scenario.chunked) return timeouts.block;
  // A refusal that decided is told once the replies after it came, or the last one stayed out.
  const Fault fault = sent.error.fault;
  const bool decided = fault == Fault::AllRecipients || fault == Fault::NegativeReply ||
                       fault == Fault::TlsOrLoginRequired;
  const bool ran_on = fault == Fault::ConnectionLost && one_before_timed_out(evidence, mail);
  return decided || ran_on ? timeouts.end_of_data : timeout_of(sent.error.phase, timeouts);
}

/// Whether a Timeout comes when one is due: after longest(), within a chunk after the time of a
/// packet, and on a connection that was kept after that of its first reply.
bool is_due(const Evidence& evidence, const MailRun& mail, const Sent& sent) {
  const Scenario& scenario = evidence.rig->scenario();
  const Evidence::Mark& mark = evidence.marks[mail.last_event];
  const auto after = [&](Millis timeout) {
    return mail.ended - mark.last == timeout || mail.ended - mark.first == timeout;
  };
  const Phase phase = sent.error.phase;
  const bool in_chunk =
      scenario.chunked && phase == Phase::EndOfData && end_of(evidence, mail) == nullptr;
  const bool kept = scenario.keeps_connection && (phase == Phase::MailFrom || phase == Phase::Rset);
  return after(longest(evidence, mail, sent)) ||
         (in_chunk && after(scenario.server.timeouts.block)) ||
         (kept && after(scenario.server.timeouts.first_reply));
}

}  // namespace

void over_in_time(const Evidence& evidence, Broken& broken) {
  const Act act = evidence.fault == nullptr ? Act::Block : evidence.fault->act;
  if (act == Act::Step) return;  // what a clock that steps says of time is worth nothing
  const Timeouts& timeouts = evidence.rig->scenario().server.timeouts;
  for (const MailRun& mail : evidence.mails) {
    const Millis took = mail.ended - mail.began;
    if (took.value > timeouts.session.value) complain(broken, "I5", "longer than the session's");
    for (const Sent& sent : mail.reports) {
      const Millis waited = mail.ended - evidence.marks[mail.last_event].last;
      const bool too_long = waited.value > longest(evidence, mail, sent).value;
      if (too_long || (sent.error.fault == Fault::Timeout && !is_due(evidence, mail, sent))) {
        complain(broken, "I5",
                 sent.what_and_where() + " behind " + std::to_string(waited.value) + " ms");
      }
    }
  }
  if (evidence.closing_took.value > timeouts.quit.value) {
    complain(broken, "I5", "QUIT took " + std::to_string(evidence.closing_took.value) + " ms");
  }
}

}  // namespace postino::test
