// SPDX-License-Identifier: MIT
#include "soak/soak.hpp"

#include <algorithm>

namespace postino::test {
namespace {

constexpr std::size_t max_turns = 100000;
constexpr std::size_t max_sends = 4;  // a fault may strike the mail, and the connection it left
constexpr Millis max_pause = seconds(150);
constexpr Millis far_ahead = minutes(20U * 24U * 60U);

/// How many moments a mail has for faults of each place.
std::size_t moments_of(Place place) {
  switch (place) {
    case Place::ToServer:
    case Place::ToClient:
      return 140;
    case Place::Connect:
    case Place::Address:
      return 1;
    default:
      return 12;
  }
}

/// Those that leave the truth as it is, of a network in clear.
const std::vector<const FaultKind*>& kinds() {
  static const std::vector<const FaultKind*> all = [] {
    std::vector<const FaultKind*> some;
    for (const FaultKind& kind : fault_kinds()) {
      const bool elsewhere = kind.place == Place::Take || kind.place == Place::Secure ||
                             kind.place == Place::Write || kind.place == Place::Read ||
                             kind.place == Place::Tls;
      const bool unfit =
          kind.act == Act::Corrupt || kind.act == Act::Destroy || kind.act == Act::Wrap;
      if (!elsewhere && !unfit) some.push_back(&kind);
    }
    return some;
  }();
  return all;
}

}  // namespace

Soak::Soak(std::uint64_t seed) : random_{seed} {
  link_.keeps_octets = false;
  link_.acknowledges_after = Millis{200};
  link_.on_change = [this] { serve(); };
  server_.say = [this](std::string_view octets) { link_.deliver(octets); };
  server_.close = [this] { closing_ = true; };
}

void Soak::serve() {
  if (serving_) return;
  serving_ = true;
  if (link_.connections() != served_connection_) {
    served_connection_ = link_.connections();
    closing_ = false;
    server_.begin();
    server_.greet();
  }
  server_.hear(link_.take_inbox());
  if (closing_) link_.fin();
  serving_ = false;
}

void Soak::complain(const std::string& what) {
  if (broken_.empty()) broken_ = "mail " + std::to_string(figures_.mails) + ": " + what;
}

void Soak::run(std::uint64_t mails) {
  for (const std::uint64_t end = figures_.mails + mails;
       figures_.mails != end && broken_.empty();) {
    ++figures_.mails;
    begin_mail();
    maybe_fail();
    std::size_t sends = 1;
    while (!send() && broken_.empty()) {
      if (++sends > max_sends) complain("it is never accepted");
    }
    pass_time(Millis{static_cast<std::uint32_t>(random_.below(max_pause.value))});
  }
}

void Soak::begin_mail() {
  text_ = "Subject: " + std::to_string(figures_.mails) + "\r\n\r\n.Dry run.\r\n";
  mail_.text = std::string_view{text_};
}

/// About every other moment comes to pass.
void Soak::maybe_fail() {
  if (random_.below(50) != 0) return;
  const FaultKind& kind = *kinds()[random_.below(kinds().size())];
  injector_.arm(kind, random_.below(moments_of(kind.place)));
}

/// Whether the mail was accepted. Behind the first report there is no fault any more.
bool Soak::send() {
  ++figures_.sends;
  if (!client_.send(relay_, mail_, raw_mail)) complain("the client is not idle");
  std::size_t turns = 0;
  const Report* report = nullptr;
  while ((report = client_.take_report()) == nullptr) {
    if (++turns > max_turns) {
      complain("it never ends");
      return false;
    }
    turn();
  }
  const bool accepted = report->outcome == Outcome::Accepted;
  judge(*report);
  if (client_.take_report() != nullptr) complain("a second report");
  if (injector_.struck()) ++figures_.faults;
  injector_.disarm();
  link_.start_afresh();
  return accepted;
}

void Soak::judge(const Report& report) {
  const std::vector<Taken> taken = server_.hand_over();
  const bool unknown = report.outcome == Outcome::Unknown;
  if (unknown) ++figures_.unknown;
  if (unknown && !taken.empty()) ++figures_.twice;
  if (report.outcome == Outcome::Deferred) ++figures_.deferred;
  const bool accepted = report.outcome == Outcome::Accepted;
  if (!accepted && !unknown && report.outcome != Outcome::Deferred) complain("refused");
  if (taken.size() > 1 || (taken.empty() && accepted)) complain("lost, or taken twice");
  if (!taken.empty() && !accepted && !unknown) complain("taken, and nobody was told");
  if (!taken.empty() && taken[0].text != text_) complain("the text differs");
  if (pool().taken() != link_.packets_held()) complain("a packet is out");
  if (pool().damaged() != 0) complain("a canary is broken");
}

void Soak::turn() {
  const std::uint64_t before = link_.activity();
  const FaultKind* const step = injector_.happens(Place::Turn);
  if (step != nullptr) clock_.advance(Millis{static_cast<std::uint32_t>(step->value)});
  client_.poll(clock_.now());
  serve();
  if (link_.reached() && !injector_.struck()) {
    injector_.strike();
    return client_.abort();
  }
  if (link_.turn() || link_.activity() != before) return;
  const Millis now = clock_.now();
  const Millis wanted = client_.poll_at();
  const bool waits = (wanted - now).value < far_ahead.value;
  const std::optional<Millis> event = link_.next_event();
  Millis next = waits ? wanted : now;
  if (event && (!waits || next.reached(*event))) next = *event;
  if (next.reached(now)) advance_to(next);
}

void Soak::advance_to(Millis point) {
  if (point.value < clock_.now().value) ++figures_.wraps;
  clock_.advance_to(point);
}

/// Between two mails, in which the connection may come to its end.
void Soak::pass_time(Millis distance) {
  const Millis end = clock_.now() + distance;
  for (std::size_t turns = 0; turns < max_turns && client_.connected(); ++turns) {
    client_.poll(clock_.now());
    serve();
    if (link_.turn()) continue;
    Millis next = client_.poll_at();
    const std::optional<Millis> event = link_.next_event();
    if (event && next.reached(*event)) next = *event;
    if (next == clock_.now()) continue;
    if (next.reached(end)) break;
    advance_to(next);
  }
  advance_to(end);
}

void Soak::rest() {
  client_.quit();
  pass_time(minutes(2));
  if (client_.connected()) complain("the connection never ends");
  link_.turn();
  if (pool().taken() != 0) complain("a packet is out at the end");
}

}  // namespace postino::test
