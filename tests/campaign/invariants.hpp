// SPDX-License-Identifier: MIT
/// What has to hold behind every run, whatever went wrong in it. Each is judged from what passed,
/// and not from what the library says of itself.
#pragma once

#include <string>
#include <vector>

#include "campaign/grammar.hpp"
#include "campaign/rig.hpp"
#include "campaign/secret_scan.hpp"

namespace postino::test {

/// One session: the mails of a scenario, and the end of the connection.
struct Evidence {
  const Rig* rig = nullptr;
  const FaultKind* fault = nullptr;  ///< nullptr: none.
  std::vector<MailRun> mails{};
  bool closed = false;  ///< The connection came to its end.
  Millis closing_took{};
  std::size_t octets_at_end = 0;

  /// From the events alone.
  std::vector<SaidEnd> ends{};
  std::string complaint{};
  /// Before each event, when the last thing was that starts a phase's clock; and the first one,
  /// where more was said while a reply was due.
  struct Mark {
    Millis last{};
    Millis first{};
  };
  std::vector<Mark> marks{};
};

/// The texts that a server has of the scenario's letters when all went well. Asked for the first
/// time it sends them, so that has to be before there is another rig.
[[nodiscard]] const std::vector<std::string>& whole_texts(const Scenario& scenario);

/// Fills in what follows from the events.
void read_events(Evidence& evidence);

using Broken = std::vector<std::string>;
void complain(Broken& broken, const char* invariant, const std::string& what);

/// The end that was said of `mail`; nullptr: none was. No two letters have the same sender.
[[nodiscard]] const SaidEnd* end_of(const Evidence& evidence, const MailRun& mail);

void one_report_for_each_mail(const Evidence& evidence, Broken& broken);             // I1
void nothing_accepted_that_was_not_taken(const Evidence& evidence, Broken& broken);  // I2
void unknown_exactly_behind_the_end(const Evidence& evidence, Broken& broken);       // I3
void all_packets_and_memory_back(const Evidence& evidence, Broken& broken);          // I4
void over_in_time(const Evidence& evidence, Broken& broken);                         // I5
void no_secret_left(const Evidence& evidence, Broken& broken);                       // I6
void every_octet_in_the_grammar(const Evidence& evidence, Broken& broken);           // I7
void accepted_without_the_fault(const Evidence& evidence, Broken& broken);           // I8

/// What no memory of ours may hold behind a run of that scenario.
[[nodiscard]] const SecretScan& secrets_of(const Scenario& scenario);

}  // namespace postino::test
