// SPDX-License-Identifier: MIT
#include "campaign/moments.hpp"

#include <array>
#include <map>

#include "campaign/rig.hpp"

namespace postino::test {
namespace {

// Runs of a scenario. One with a handshake takes ten times as long as any other.
constexpr std::size_t share_of_named = 10000;
constexpr std::size_t share_of_named_with_tls = 3000;
constexpr std::size_t share_of_row = 2000;
constexpr std::size_t share_of_row_with_tls = 600;

/// What of it is for the numbers of Mbed TLS, which are many and much alike.
constexpr std::size_t part_for_numbers = 4;

std::size_t number_of(const Scenario& scenario) {
  return static_cast<std::size_t>(&scenario - scenarios().data());
}

std::size_t share_of(const Scenario& scenario) {
  const bool named = number_of(scenario) < named_scenarios().size();
  if (scenario.has_real_tls()) return named ? share_of_named_with_tls : share_of_row_with_tls;
  return named ? share_of_named : share_of_row;
}

/// All that happens to the scenario's faulty letters without a fault.
std::array<std::size_t, places> events_of(const Scenario& scenario, bool server_waits) {
  Rig rig{scenario};
  if (server_waits) rig.let_server_wait();
  const std::size_t due = scenario.results.size();
  std::vector<MailRun> mails;
  if (scenario.queued) mails = rig.send_queue(0, due);
  while (mails.size() < due) mails.push_back(rig.send(mails.size()));
  static_cast<void>(rig.rest());
  std::array<std::size_t, places> events{};
  for (std::size_t i = 0; i < places; ++i) events[i] = rig.injector.seen(static_cast<Place>(i));
  return events;
}

/// The moments of all numbers of Mbed TLS, or of all other faults.
std::size_t moments_of(const Scenario& scenario, bool numbers) {
  std::size_t all = 0;
  for (const FaultKind& fault : fault_kinds()) {
    if ((fault.place == Place::Tls) == numbers) all += moments(scenario, fault);
  }
  return all;
}

}  // namespace

std::size_t moments(const Scenario& scenario, const FaultKind& fault) {
  static std::map<const Scenario*, std::array<std::size_t, places>> known;
  auto [entry, fresh] = known.try_emplace(&scenario);
  if (fresh) {
    entry->second = events_of(scenario, false);
    constexpr auto turn = static_cast<std::size_t>(Place::Turn);
    entry->second[turn] = events_of(scenario, true)[turn];
  }
  const std::size_t events = entry->second[static_cast<std::size_t>(fault.place)];
  const bool boundaries = fault.place <= Place::ToClient && fault.act != Act::Corrupt;
  return boundaries ? events + 1 : events;
}

std::size_t moments(const Scenario& scenario) {
  return moments_of(scenario, true) + moments_of(scenario, false);
}

std::size_t stride(const Scenario& scenario, const FaultKind& fault) {
  const std::size_t share = share_of(scenario);
  const bool number = fault.place == Place::Tls;
  const std::size_t numbers = moments_of(scenario, true);
  const std::size_t others = moments_of(scenario, false);
  if (numbers + others <= share) return 1;
  const std::size_t for_numbers = numbers == 0 ? 0 : share / part_for_numbers;
  const std::size_t part = number ? for_numbers : share - for_numbers;
  return ((number ? numbers : others) + part - 1) / part;
}

std::vector<std::size_t> taken(const Scenario& scenario, const FaultKind& fault) {
  std::vector<std::size_t> some;
  const std::size_t count = moments(scenario, fault);
  if (count == 0) return some;
  const std::size_t step = stride(scenario, fault);
  const auto kind = static_cast<std::size_t>(&fault - fault_kinds().data());
  const std::size_t first = (number_of(scenario) + kind) % step % count;
  for (std::size_t at = first; at < count; at += step) some.push_back(at);
  return some;
}

}  // namespace postino::test
