// SPDX-License-Identifier: MIT
// Polls, time, and what is held against a report.
#include "model/play.hpp"
#include "model/reach.hpp"

namespace postino::model {
namespace {

constexpr std::uint32_t max_polls = 1000000;
/// Between two turns in which the wire takes or brings a part only.
constexpr Millis round_trip{1};

/// Whether anything in the script keeps the client waiting: without it no deadline passes.
bool has_delays(const Script& script) {
  const Network& network = script.network;
  bool found = network.acknowledges_after >= 40 || network.segments == Segments::Octets ||
               (network.window != 0 && network.window < 64);
  for (std::uint8_t i = 0; i < script.messages; ++i) {
    const Message& message = script.message[i];
    found = found || message.step_at != 0 || message.cut.what == After::Silence;
    for (const Address address : message.address) {
      found = found || address == Address::Hangs || address == Address::Silent;
    }
    for (std::uint8_t j = 0; j < message.answers; ++j) {
      const Answer& answer = message.answer[j];
      found = found || answer.pause != 0 || answer.after == After::Silence;
    }
  }
  return found;
}

constexpr Millis earlier(Millis a, Millis b) { return b.reached(a) ? a : b; }

}  // namespace

void Play::poll_until_idle() {
  while (truth_.wrong == nullptr) {
    if (const Report* const report = client_->take_report()) return hear_report(*report);
    if (client_->idle()) return;
    happen();
    poll();
    if (const Report* const report = client_->take_report()) return hear_report(*report);
    if (!client_->idle()) pass_time();
  }
}

/// What the script has for this poll.
void Play::happen() {
  if (truth_.current >= script_->messages) return;
  const Message& now = message();
  ++polls_;
  if (now.step_at == polls_) {
    stepped_ = true;
    tape_->happened("the clock steps");
    skew_ = skew_ + Millis{static_cast<std::uint32_t>(now.step)};
  }
  if (now.abort_at == polls_) {
    aborted_ = true;
    tape_->happened("abort()");
    client_->abort();
  }
}

void Play::poll() {
  if (++all_polls_ > max_polls) return truth_.fail("it never ends");
  wire_.turn();
  const Millis now = wire_.now() + skew_;
  client_->poll(now);
  const Millis next = client_->poll_at();
  tape_->polled(now, next);
  if (!next.reached(now)) truth_.fail("poll_at() lies in the past");
  if (reach_ != nullptr) looks(client_->connected() ? 2 : 0);
}

void Play::pass_time() {
  if (wire_.has_more()) return wire_.set_time(wire_.now() + round_trip);
  Millis next = client_->poll_at() - skew_;
  Millis event{};
  if (wire_.next_event(event)) next = earlier(next, event);
  if (next.reached(wire_.now())) wire_.set_time(next);
}

void Play::hear_report(const Report& report) {
  const std::uint8_t number = truth_.current;
  tape_->reported(report, number);
  Fate& fate = truth_.fate[number];
  if (fate.ended) truth_.fail("two reports of one message");
  fate.ended = true;
  fate.untried = wire_.untried();
  // A queue hears of an end before its connection is dropped.
  const bool broken = report.error.code == 0 &&
                      (report.outcome == Outcome::Deferred || report.outcome == Outcome::Unknown);
  const bool real = script_->settings.channel != Channel::Pretended && real_ != nullptr;
  if (real && broken) real_->lose_rest();
  if (const char* const wrong = judge(report); wrong != nullptr) truth_.fail(wrong);
  if (!message().lying) check_truth(report);
  check_time();
  if (reach_ != nullptr && truth_.wrong == nullptr && !message().lying) {
    count_reach(report);
  }
  ++truth_.current;
  ++reports_;
}

void Play::count_reach(const Report& report) const {
  const Fate& fate = truth_.fate[truth_.current];
  reach_->report(mode_of(*script_, truth_.current, fate.plainly), report);
  const bool several = message().addresses != 1 && script_->settings.who == Who::Client;
  if (!several || truth_.connections == fate.connections) return;
  const std::uint8_t tried = static_cast<std::uint8_t>(message().addresses - fate.untried);
  for (std::uint8_t i = 0; i < tried; ++i) reach_->address(message().address[i], i + 1 != tried);
}

const char* Play::judge(const Report& report) const {
  const std::uint8_t number = truth_.current;
  if (message().lying) return check_safety(*script_, truth_, number, report);
  const bool anew = report.attempts - truth_.fate[number].switches == 2;
  return Judge{*script_, truth_, number, anew}.check(report, absences());
}

/// Against what the server took, whatever was said.
void Play::check_truth(const Report& report) const {
  const Fate& fate = truth_.fate[truth_.current];
  if (report.outcome == Outcome::Accepted && fate.taken != 1) truth_.fail("falsely Accepted");
  for (std::size_t i = 0; i < report.recipients.size(); ++i) {
    const bool taken = ((unsigned{fate.taken_for} >> i) & 1U) != 0;
    const Outcome outcome = report.recipients[i].outcome;
    if (outcome == Outcome::Accepted && !taken) truth_.fail("falsely Accepted for a recipient");
    const bool not_taken = outcome == Outcome::Deferred || outcome == Outcome::Rejected;
    if (not_taken && taken) truth_.fail("taken, and not Accepted");
  }
}

void Play::check_time() {
  const Millis longest = server_.timeouts.session + seconds(1);
  if (!stepped_ && wire_.now().reached(began_ + longest + Millis{1})) {
    truth_.fail("over too late");
  }
}

Absences Play::absences() const {
  Absences found;
  const Message& now = message();
  const Timeouts& timeouts = server_.timeouts;
  if (aborted_) found.add(Fault::Aborted);
  if (wire_.broke() || now.handshaking == Handshaking::Closed) found.add(Fault::ConnectionLost);
  if (now.content.source) found.add(Fault::SourceFailed);
  // One that nobody asked for may have begun when the end is due.
  if (now.early_code != 0) found.add(Fault::EarlyReply);
  if (now.connecting == Connecting::NotFound) found.add(Fault::HostNotFound);
  if (now.connecting == Connecting::Failed) found.add(Fault::ConnectFailed);
  for (const Address address : now.address) {
    if (address == Address::Refuses || address == Address::Hangs) found.add(Fault::ConnectFailed);
  }
  const Millis shortest = earlier(timeouts.command, timeouts.quit);
  const bool delays = has_delays(*script_);
  const auto waited = [&](Millis time) { return stepped_ || wire_.now().reached(began_ + time); };
  if (delays && waited(shortest)) found.add(Fault::Timeout);
  if (delays && waited(timeouts.session)) {
    found.add(Fault::SessionTimeout);
  }
  // Those in one flight share a fate, whatever it was for the first one.
  if (reports_ != 0) found.add(Fault::ConnectionLost);
  return found;
}

/// The connection ends, and nothing is left over.
void Play::check_end() {
  if (truth_.wrong == nullptr && (truth_.replies & 1U) != 0) {
    client_->quit();
    for (int i = 0; i < 64 && client_->connected(); ++i) {
      poll();
      pass_time();
    }
  }
  client_->abort();
  wire_.abort();
  if (client_->connected()) truth_.fail("connected after abort()");
  if (pool_->taken() != 0) truth_.fail("packets that did not come back");
  if (pool_->damaged() != 0) truth_.fail("damaged packets");
  client_.end();
  if (script_->settings.channel != Channel::Pretended && real_ != nullptr) real_->end();
  pool_.reset();
}

}  // namespace postino::model
