// SPDX-License-Identifier: MIT
#include "campaign/tap.hpp"

namespace postino::test {

void Tap::note(Event::Kind kind, std::string_view octets) {
  const bool goes_on = !events_.empty() && events_.back().kind == kind &&
                       events_.back().at == clock_->now() && !octets.empty();
  if (goes_on) {
    events_.back().octets += octets;
  } else {
    events_.push_back({kind, clock_->now(), std::string{octets}});
  }
}

Progress Tap::secure(std::string_view name) {
  if (const FaultKind* const fault = injector_->happens(Place::Secure)) {
    if (fault->act == Act::Pending) return Progress::Pending;
    return fault->act == Act::Closed ? Progress::Closed : Progress::Failed;
  }
  const Progress progress = inner_->secure(name);
  if (progress == Progress::Done) note(Event::Kind::Secured);
  return progress;
}

Progress Tap::send(Packet& packet, Push push) {
  if (const FaultKind* const fault = injector_->happens(Place::Write)) {
    if (fault->act == Act::Pending) return Progress::Pending;
    failed_ = true;
    return fault->act == Act::Closed ? Progress::Closed : Progress::Failed;
  }
  const std::string octets{packet.octets().data(), packet.size()};
  const Progress progress = inner_->send(packet, push);
  if (progress == Progress::Done) {
    note(Event::Kind::Said, octets);
    note(Event::Kind::Taken);
  }
  if (progress == Progress::Pending && packet.size() < octets.size()) {
    note(Event::Kind::Said, std::string_view{octets}.substr(0, octets.size() - packet.size()));
  }
  return progress;
}

Transfer Tap::receive(std::span<char> into) {
  if (const FaultKind* const fault = injector_->happens(Place::Read)) {
    if (fault->act == Act::Pending) return Transfer::pending();
    failed_ = true;
    return fault->act == Act::End ? Transfer::end() : Transfer::failed();
  }
  const Transfer got = inner_->receive(into);
  if (got.count() != 0) note(Event::Kind::Heard, {into.data(), got.count()});
  return got;
}

void Tap::close() {
  inner_->close();
  note(Event::Kind::Closed);
}

void Tap::abort() {
  inner_->abort();
  note(Event::Kind::Closed);
}

}  // namespace postino::test
