// SPDX-License-Identifier: MIT
#include "campaign/run.hpp"

#include "postino/error.hpp"

namespace postino::test {
namespace {

using std::string;

/// Sends so many letters from `first` on, and brings the connection to its end.
Evidence session(Rig& rig, const FaultKind* fault, std::size_t first, std::size_t mails) {
  Evidence evidence{.rig = &rig, .fault = fault};
  if (rig.scenario().queued && mails > 1) evidence.mails = rig.send_queue(first, mails);
  while (evidence.mails.size() < mails) {
    evidence.mails.push_back(rig.send(first + evidence.mails.size()));
    if (evidence.mails.back().cut_short) break;
  }
  const Millis before = rig.clock.now();
  evidence.closed = rig.rest();
  evidence.closing_took = rig.clock.now() - before;
  rig.collect();
  evidence.octets_at_end = rig.link.taken();
  rig.random.forget();
  read_events(evidence);
  return evidence;
}

void judge(const Evidence& evidence, Broken& broken) {
  one_report_for_each_mail(evidence, broken);
  nothing_accepted_that_was_not_taken(evidence, broken);
  unknown_exactly_behind_the_end(evidence, broken);
  all_packets_and_memory_back(evidence, broken);
  over_in_time(evidence, broken);
  no_secret_left(evidence, broken);
  every_octet_in_the_grammar(evidence, broken);
}

string told(const Evidence& evidence) {
  string story;
  for (const string& line : evidence.rig->trace.lines) story += line + "\n";
  for (const MailRun& mail : evidence.mails) {
    if (mail.still_queued) story += "= still in the queue\n";
    for (const Sent& sent : mail.reports) {
      story += "= " + sent.what_and_where() + " [" + sent.recipients() + "] after " +
               std::to_string(sent.took.value) + " ms, native code " +
               std::to_string(sent.error.native_code) + "\n";
    }
    if (mail.destroyed) story += "= destroyed\n";
  }
  return story;
}

void arm(Rig& rig, const FaultRun& run) {
  rig.injector.arm(*run.fault, run.at);
  if (run.fault->place == Place::Turn) rig.let_server_wait();
  if (run.fault->act == Act::Wrap) rig.clock.advance_to(Millis{0xffffffffU});
}

bool goes_well(const Evidence& evidence) {
  const auto& results = evidence.rig->scenario().results;
  if (evidence.mails.size() != results.size()) return false;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& reports = evidence.mails[i].reports;
    if (reports.size() != 1 || reports[0].what() != results[i]) return false;
  }
  return true;
}

}  // namespace

string FaultRun::text() const {
  return string{scenario->name} + ":" + (fault == nullptr ? "none" : fault->name) + ":" +
         std::to_string(at);
}

std::optional<FaultRun> FaultRun::parse(std::string_view text) {
  const std::size_t first = text.find(':');
  const std::size_t last = text.rfind(':');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  FaultRun run;
  run.scenario = test::scenario(text.substr(0, first));
  const std::string_view fault = text.substr(first + 1, last - first - 1);
  run.fault = fault_kind(fault);
  if (run.scenario == nullptr || (run.fault == nullptr && fault != "none")) return std::nullopt;
  for (const char digit : text.substr(last + 1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    run.at = run.at * 10 + static_cast<std::size_t>(digit - '0');
  }
  return run;
}

Result perform(const FaultRun& run, const FaultRun* second) {
  const Scenario& scenario = *run.scenario;
  static_cast<void>(whole_texts(scenario));
  Rig rig{scenario};
  Result result;
  const auto attempt = [&](const FaultRun* faulty, std::size_t first, std::size_t mails) {
    if (faulty != nullptr && faulty->fault != nullptr) arm(rig, *faulty);
    const Evidence evidence =
        session(rig, faulty == nullptr ? nullptr : faulty->fault, first, mails);
    judge(evidence, result.broken);
    if (faulty == nullptr) accepted_without_the_fault(evidence, result.broken);
    const bool whole = faulty != nullptr && faulty->fault == nullptr;
    if (whole && !goes_well(evidence)) result.broken.emplace_back("it does not go well");
    result.struck = result.struck || rig.injector.struck() || rig.link.held_up();
    result.story += told(evidence) + "-- and then --\n";
    rig.trace.lines.clear();
    rig.start_afresh();
  };
  const std::size_t faulty = scenario.results.size();
  const std::size_t all = scenario.letters->all().size();
  attempt(&run, 0, faulty);
  if (second != nullptr) attempt(second, faulty, 1);
  // A connection each, unless the scenario keeps one or a connection is dear.
  const bool keeps = scenario.keeps_connection || scenario.has_real_tls();
  const std::size_t together = keeps ? all - faulty : 1;
  for (std::size_t next = faulty; next < all; next += together) attempt(nullptr, next, together);
  return result;
}

}  // namespace postino::test
