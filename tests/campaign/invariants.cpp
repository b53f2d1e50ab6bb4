// SPDX-License-Identifier: MIT
#include "campaign/invariants.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace postino::test {
namespace {

using std::string;

string number(std::size_t value) { return std::to_string(value); }

bool is_opportunistic(const Evidence& evidence) {
  return evidence.rig->scenario().server.security == Security::Opportunistic;
}

/// A wrong octet that no check of TLS covers: both ends may have been told anything.
bool is_deceived(const Evidence& evidence) {
  return evidence.fault != nullptr && evidence.fault->act == Act::Corrupt &&
         (!evidence.rig->scenario().has_real_tls() || is_opportunistic(evidence));
}

/// `text` with its =XX and its soft line breaks undone (RFC 2045 6.7): what a Source brings in
/// other pieces is encoded otherwise, for a blank may turn out to be the last of its line.
string unquoted(const string& text) {
  string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool coded = text[at] == '=' && at + 2 < text.size();
    if (!coded) {
      out += text[at];
      continue;
    }
    const string code = text.substr(at + 1, 2);
    if (code != "\r\n") out += static_cast<char>(std::strtoul(code.c_str(), nullptr, 16));
    at += 2;
  }
  return out;
}

bool is_the_text_of(const Letter& letter, const string& whole, const string& text) {
  if (!letter.octets.empty() && letter.octets != text) return false;
  const bool encoded = letter.composer != &raw_mail && letter.composer != &plain_text;
  return text == whole || (encoded && unquoted(text) == unquoted(whole));
}

}  // namespace

void complain(Broken& broken, const char* invariant, const string& what) {
  broken.push_back(string{invariant} + ": " + what);
}

const SaidEnd* end_of(const Evidence& evidence, const MailRun& mail) {
  const string& from = evidence.rig->scenario().letter(mail.letter).from;
  for (const SaidEnd& end : evidence.ends) {
    const bool within = end.event >= mail.first_event && end.event <= mail.last_event && end.real;
    if (within && end.from == from) return &end;
  }
  return nullptr;
}

const std::vector<string>& whole_texts(const Scenario& scenario) {
  static std::map<const Scenario*, std::vector<string>> known;
  std::vector<string>& texts = known[&scenario];
  if (texts.empty()) {
    Rig rig{scenario};
    rig.server.calm_down();
    for (std::size_t i = 0; i < scenario.letters->all().size(); ++i) {
      const MailRun sent = rig.send(i);
      const auto& taken = rig.server.conversation().taken();
      if (sent.taken_after == sent.taken_before) {
        std::fprintf(stderr, "%s, letter %zu: %s\n", scenario.name.c_str(), i,
                     sent.reports.empty() ? "no report" : sent.reports[0].what_and_where().c_str());
        for (const string& line : rig.trace.lines) std::fprintf(stderr, "%s\n", line.c_str());
      }
      texts.push_back(sent.taken_after == sent.taken_before ? "" : taken.back().text);
    }
  }
  return texts;
}

void read_events(Evidence& evidence) {
  const Scenario& scenario = evidence.rig->scenario();
  // A wrong octet may take the offer of STARTTLS away.
  const bool may_do_without = is_deceived(evidence) && is_opportunistic(evidence);
  ClientGrammar grammar{{.needs_tls = scenario.has_tls() && !may_do_without,
                         .needs_login = scenario.has_login(),
                         .lmtp = scenario.manners.lmtp}};
  Evidence::Mark mark;
  bool waiting = false;  // for a reply, since before what was said last
  std::size_t at = 0;
  for (const Event& event : evidence.rig->tap.events()) {
    evidence.marks.push_back(mark);
    const std::size_t replies = grammar.replies();
    grammar.take(event, at++);
    const bool midway = event.kind == Event::Kind::Said || event.kind == Event::Kind::Closed ||
                        (event.kind == Event::Kind::Heard && grammar.replies() == replies);
    if (midway) continue;
    mark.last = event.at;
    const bool more = event.kind == Event::Kind::Taken && waiting;
    if (!more) mark.first = event.at;
    if (event.kind == Event::Kind::Taken) waiting = grammar.waits();
    if (event.kind == Event::Kind::Heard) waiting = grammar.waits();
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
    const std::size_t recipients = evidence.rig->scenario().letter(mail.letter).to.size();
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

/// Whether the recipients that the server took the mail for are those whose reports say so. With
/// LMTP it may have, and the reply for one be lost.
void check_recipients(const Evidence& evidence, const Taken& taken, const Letter& letter,
                      const Sent& sent, Broken& broken) {
  const bool lmtp = evidence.rig->scenario().manners.lmtp;
  std::size_t next = 0;
  for (std::size_t i = 0; i < std::min(sent.each.size(), letter.to.size()); ++i) {
    const string& address = letter.to[i];
    const bool has = next < taken.recipients.size() && taken.recipients[next] == address;
    if (has) ++next;
    const Outcome said = sent.each[i].outcome;
    const bool open = lmtp && has && said == Outcome::Unknown;
    const bool agrees = has == (said == Outcome::Accepted) || open;
    if (sent.outcome == Outcome::Accepted && !agrees) {
      complain(broken, "I2", address + " is not what its report says");
    }
  }
  if (next != taken.recipients.size()) complain(broken, "I2", "taken for somebody else");
}

void check_taken(const Evidence& evidence, const MailRun& mail, const Sent& sent, Broken& broken) {
  const auto& all = evidence.rig->server.conversation().taken();
  const Scenario& scenario = evidence.rig->scenario();
  const std::size_t taken = mail.taken_after - mail.taken_before;
  const bool accepted = sent.outcome == Outcome::Accepted;
  const bool unknown = sent.outcome == Outcome::Unknown;
  if (taken > 1 || (taken == 0 && accepted) || (taken == 1 && !accepted && !unknown)) {
    complain(broken, "I2", sent.what() + ", and the server took " + number(taken));
  }
  if (taken == 0) return;
  const Taken& one = all[mail.taken_before];
  const Letter& letter = scenario.letter(mail.letter);
  if (!is_the_text_of(letter, whole_texts(scenario)[mail.letter], one.text)) {
    complain(broken, "I2", "the text differs");
  }
  if (one.from != letter.from) complain(broken, "I2", "from " + one.from);
  check_recipients(evidence, one, letter, sent, broken);
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
      int digit = end != nullptr && end->answered && !end->early ? end->code / 100 : 0;
      if (end != nullptr && end->chunk_code != 0) digit = end->chunk_code / 100;
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

void no_secret_left(const Evidence& evidence, Broken& broken) {
  const Rig& rig = *evidence.rig;
  const SecretScan& scan = secrets_of(rig.scenario());
  if (scan.empty()) return;
  constexpr std::size_t nowhere = std::string_view::npos;
  for (const string& line : rig.trace.lines) {
    if (scan.find(line) != nowhere) complain(broken, "I6", "a secret in the trace: " + line);
  }
  const bool secured = rig.scenario().has_real_tls();
  const Challenges challenges = rig.scenario().manners.challenges;
  const bool proven = challenges == Challenges::Scram || challenges == Challenges::CramMd5;
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
  for (const MailRun& mail : evidence.mails) {
    const string what = mail.reports.empty() ? "no report" : mail.reports[0].what();
    if (what == "Accepted") continue;
    complain(broken, "I8", "letter " + number(mail.letter) + " after it: " + what);
  }
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
    scan.add(string{canary_token});
    scan.add(server.salted_password());
    scan.add(server.client_key());
    scan.add(digest_of(Digest::Sha256, server.client_key()));
    scan.add(hmac(Digest::Sha256, server.salted_password(), "Server Key"));
    return scan;
  }();
  return scenario.has_login() ? all : none;
}

}  // namespace postino::test
