// SPDX-License-Identifier: MIT
#include "campaign/invariants.hpp"

#include <algorithm>
#include <map>

namespace postino::test {
namespace {

using std::string;

string number(std::size_t value) { return std::to_string(value); }

void complain(Broken& broken, const char* invariant, const string& what) {
  broken.push_back(string{invariant} + ": " + what);
}

/// A wrong octet that no check of TLS covers: both ends may have been told anything.
bool is_deceived(const Evidence& evidence) {
  return evidence.fault != nullptr && evidence.fault->act == Act::Corrupt &&
         !evidence.rig->scenario().has_real_tls();
}

/// The end that was said of `mail`; nullptr: none was. In a queue the mails say MAIL in turn.
const SaidEnd* end_of(const Evidence& evidence, const MailRun& mail) {
  std::size_t before = 0;
  bool queued = false;
  for (const MailRun& one : evidence.mails) {
    if (&one != &mail && one.first_event == mail.first_event) queued = true;
    if (&one < &mail) ++before;
  }
  for (const SaidEnd& end : evidence.ends) {
    const bool within = end.event >= mail.first_event && end.event <= mail.last_event && end.real;
    if (within && (!queued || end.mail == before + 1)) return &end;
  }
  return nullptr;
}

}  // namespace

const string& whole_text(const Scenario& scenario) {
  static std::map<const Scenario*, string> known;
  string& text = known[&scenario];
  if (text.empty()) {
    Rig rig{scenario};
    while (rig.server.conversation().taken().empty()) static_cast<void>(rig.send());
    text = rig.server.conversation().taken().front().text;
  }
  return text;
}

void read_events(Evidence& evidence) {
  const Scenario& scenario = evidence.rig->scenario();
  ClientGrammar grammar{{.needs_tls = scenario.has_tls(), .needs_login = scenario.has_login()}};
  Millis mark{};
  std::size_t at = 0;
  for (const Event& event : evidence.rig->tap.events()) {
    evidence.marks.push_back(mark);
    const std::size_t replies = grammar.replies();
    grammar.take(event, at++);
    const bool midway = event.kind == Event::Kind::Said || event.kind == Event::Kind::Closed ||
                        (event.kind == Event::Kind::Heard && grammar.replies() == replies);
    if (!midway) mark = event.at;
  }
  evidence.ends = grammar.ends();
  evidence.complaint = grammar.complaint();
}

void one_report_for_each_mail(const Evidence& evidence, Broken& broken) {
  for (const MailRun& mail : evidence.mails) {
    const bool queued = evidence.rig->scenario().queued && evidence.mails.size() > 1;
    const std::size_t due = mail.still_queued || (mail.destroyed && !queued) ? 0 : 1;
    if (mail.endless) complain(broken, "I1", "the mail never ended");
    if (mail.reports.size() != due)
      complain(broken, "I1", number(mail.reports.size()) + " reports");
    const std::size_t recipients = evidence.rig->scenario().mail.recipient_count();
    for (const Sent& sent : mail.reports) {
      if (sent.each.size() != recipients) {
        complain(broken, "I1", number(sent.each.size()) + " recipients have a report");
      }
      const bool any = std::ranges::any_of(
          sent.each, [](const auto& one) { return one.outcome == Outcome::Accepted; });
      if (any != (sent.outcome == Outcome::Accepted)) {
        complain(broken, "I1", "the recipients' reports contradict the mail's");
      }
    }
  }
}

namespace {

void check_taken(const Evidence& evidence, const MailRun& mail, const Sent& sent, Broken& broken) {
  const auto& all = evidence.rig->server.conversation().taken();
  const std::size_t taken = mail.taken_after - mail.taken_before;
  const bool accepted = sent.outcome == Outcome::Accepted;
  const bool unknown = sent.outcome == Outcome::Unknown;
  if (taken > 1 || (taken == 0 && accepted) || (taken == 1 && !accepted && !unknown)) {
    complain(broken, "I2", sent.what() + ", and the server took " + number(taken));
  }
  if (taken == 0) return;
  const Taken& one = all[mail.taken_before];
  if (one.text != whole_text(evidence.rig->scenario())) complain(broken, "I2", "the text differs");
  std::size_t next = 0;
  for (std::size_t i = 0; i < sent.each.size(); ++i) {
    const string address{evidence.rig->scenario().mail.recipient(i).address};
    const bool has = next < one.recipients.size() && one.recipients[next] == address;
    if (has) ++next;
    if (accepted && has != (sent.each[i].outcome == Outcome::Accepted)) {
      complain(broken, "I2", address + " is not what its report says");
    }
  }
}

}  // namespace

void nothing_accepted_that_was_not_taken(const Evidence& evidence, Broken& broken) {
  for (const MailRun& mail : evidence.mails) {
    if (mail.still_queued && mail.taken_after != mail.taken_before) {
      complain(broken, "I2", "a mail that is still in the queue was taken");
    }
    for (const Sent& sent : mail.reports) {
      const SaidEnd* const end = end_of(evidence, mail);
      const bool answered = end != nullptr && end->answered && !end->early && end->code / 100 == 2;
      if (sent.outcome == Outcome::Accepted && !answered) {
        complain(broken, "I2", "Accepted, and no such reply came");
      }
      if (!is_deceived(evidence)) check_taken(evidence, mail, sent, broken);
    }
  }
}

void unknown_exactly_behind_the_end(const Evidence& evidence, Broken& broken) {
  for (const MailRun& mail : evidence.mails) {
    if (mail.still_queued && end_of(evidence, mail) != nullptr) {
      complain(broken, "I3", "a mail that is still in the queue was said");
    }
    for (const Sent& sent : mail.reports) {
      const SaidEnd* const end = end_of(evidence, mail);
      const int digit = end != nullptr && end->answered && !end->early ? end->code / 100 : 0;
      bool just = sent.outcome != Outcome::Unknown && sent.outcome != Outcome::Accepted;
      if (end != nullptr) just = sent.outcome == Outcome::Unknown;
      if (digit == 2) just = sent.outcome == Outcome::Accepted;
      if (digit == 4) just = sent.outcome == Outcome::Deferred;
      if (digit == 5) just = sent.outcome == Outcome::Rejected;
      if (just) continue;
      const string state = end == nullptr ? "not said"
                           : digit == 0   ? "said"
                                        : "answered " + number(static_cast<std::size_t>(end->code));
      complain(broken, "I3", sent.what_and_where() + ", and the end was " + state);
    }
  }
}

void all_packets_and_memory_back(const Evidence& evidence, Broken& broken) {
  const Rig& rig = *evidence.rig;
  const bool tls = rig.scenario().has_real_tls();
  const std::size_t most = tls || rig.scenario().late_packets ? 2 : 1;
  if (!evidence.closed) complain(broken, "I4", "the connection never ended");
  if (rig.pool.taken() != 0) complain(broken, "I4", number(rig.pool.taken()) + " packets are out");
  if (rig.pool.damaged() != 0) complain(broken, "I4", "a canary is broken");
  if (rig.pool.high_water() > most) {
    complain(broken, "I4", number(rig.pool.high_water()) + " packets at once");
  }
  if (rig.heap.used() != 0) {
    complain(broken, "I4", number(rig.heap.used()) + " octets of the heap are out");
  }
}

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

}  // namespace

void over_in_time(const Evidence& evidence, Broken& broken) {
  const Act act = evidence.fault == nullptr ? Act::Block : evidence.fault->act;
  if (act == Act::Step) return;  // what a clock that steps says of time is worth nothing
  const Timeouts& timeouts = evidence.rig->scenario().server.timeouts;
  for (const MailRun& mail : evidence.mails) {
    const Millis took = mail.ended - mail.began;
    if (took.value > timeouts.session.value) complain(broken, "I5", "longer than the session's");
    for (const Sent& sent : mail.reports) {
      const Millis waited = mail.ended - evidence.marks[mail.last_event];
      // A mail in one chunk has the time of its end from the command on.
      const bool in_text = sent.error.phase == Phase::EndOfData &&
                           end_of(evidence, mail) == nullptr &&
                           evidence.rig->scenario().server.extensions.empty();
      // A refusal that decided is told once the replies after it came, or the last one stayed out.
      const bool decided = sent.error.fault == Fault::AllRecipients ||
                           sent.error.fault == Fault::NegativeReply ||
                           sent.error.fault == Fault::TlsOrLoginRequired;
      const Millis most = in_text   ? timeouts.block
                          : decided ? timeouts.end_of_data
                                    : timeout_of(sent.error.phase, timeouts);
      const bool exact = sent.error.fault == Fault::Timeout;
      if (waited.value > most.value || (exact && waited != most)) {
        complain(broken, "I5", sent.what_and_where() + " behind " + number(waited.value) + " ms");
      }
    }
  }
  if (evidence.closing_took.value > timeouts.quit.value) {
    complain(broken, "I5", "QUIT took " + number(evidence.closing_took.value) + " ms");
  }
}

void no_secret_left(const Evidence& evidence, Broken& broken) {
  const Rig& rig = *evidence.rig;
  const SecretScan& scan = secrets_of(rig.scenario());
  if (scan.empty()) return;
  constexpr std::size_t nowhere = std::string_view::npos;
  for (const string& line : rig.trace.lines) {
    if (scan.find(line) != nowhere) complain(broken, "I6", "a secret in the trace: " + line);
  }
  const bool secured = rig.scenario().has_real_tls();
  const bool proven = rig.scenario().manners.challenges == Challenges::Scram;
  if ((secured || proven) && scan.find(rig.link.sent()) != nowhere) {
    complain(broken, "I6", "a secret on the wire");
  }
  for (const Rig::Piece& piece : rig.memory()) {
    const std::size_t at = scan.find(piece.octets);
    if (at == nowhere) continue;
    complain(broken, "I6", "a secret in " + string{piece.name} + " at " + number(at));
  }
}

void every_octet_in_the_grammar(const Evidence& evidence, Broken& broken) {
  if (!evidence.complaint.empty()) complain(broken, "I7", evidence.complaint);
  for (const MailRun& mail : evidence.mails) {
    const bool unsafe = !mail.reports.empty() && mail.reports[0].outcome == Outcome::Unsafe;
    if (unsafe && &mail == &evidence.mails.back() &&
        evidence.octets_at_end != mail.octets_at_report) {
      complain(broken, "I7", "octets behind Unsafe");
    }
  }
}

void accepted_without_the_fault(const Evidence& evidence, Broken& broken) {
  const MailRun& mail = evidence.mails.back();
  const string what = mail.reports.empty() ? "no report" : mail.reports[0].what();
  if (what != "Accepted") complain(broken, "I8", what);
}

const SecretScan& secrets_of(const Scenario& scenario) {
  static const SecretScan none;
  static const SecretScan all = [] {
    const Manners& manners = test::scenario("tls-scram")->manners;
    ScramServer server;
    server.user = manners.user;
    server.password = manners.password;
    SecretScan scan;
    scan.add(string{canary_password});
    scan.add(server.salted_password());
    scan.add(server.client_key());
    scan.add(digest_of(Digest::Sha256, server.client_key()));
    scan.add(hmac(Digest::Sha256, server.salted_password(), "Server Key"));
    return scan;
  }();
  return scenario.has_login() ? all : none;
}

}  // namespace postino::test
