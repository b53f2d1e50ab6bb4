// SPDX-License-Identifier: MIT
// Prints docs/state-machine.md from the table itself: the successors of each phase are found by
// asking it for every combination of facts.
#include <array>
#include <bit>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "postino/error.hpp"
#include "session/table.hpp"
#include "unit/session/facts.hpp"

namespace {

using postino::Millis;
using postino::Phase;
using postino::Timeouts;
using postino::detail::command_of;
using postino::detail::Does;
using postino::detail::next_phase;
using postino::detail::Refusal;
using postino::detail::Row;
using postino::detail::row_of;
using postino::detail::timeout_of;

constexpr std::array<const char*, 12> facts{
    "implicit TLS", "STARTTLS due",    "login due",   "RSET due", "negative",  "challenged",
    "AUTH again",   "more recipients", "deliverable", "chunking", "chunk due", "exhausted"};
static_assert(facts.size() == postino::test::all_facts.size());
constexpr unsigned combinations = 1U << facts.size();

struct Deadline {
  const char* name;
  Millis Timeouts::*member;
};
constexpr std::array deadlines{
    Deadline{"connect", &Timeouts::connect}, Deadline{"greeting", &Timeouts::greeting},
    Deadline{"command", &Timeouts::command}, Deadline{"handshake", &Timeouts::handshake},
    Deadline{"auth", &Timeouts::auth},       Deadline{"data", &Timeouts::data},
    Deadline{"block", &Timeouts::block},     Deadline{"end_of_data", &Timeouts::end_of_data},
    Deadline{"quit", &Timeouts::quit},       Deadline{"session", &Timeouts::session}};

/// A condition: the facts in `care` are as in `value`.
struct Condition {
  unsigned care;
  unsigned value;
  bool holds(unsigned bits) const { return (bits & care) == value; }
};

/// The facts that `next` depends on.
unsigned relevant(const std::vector<Phase>& next) {
  unsigned found = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (unsigned bits = 0; bits < combinations; ++bits) {
      if (next[bits] != next[bits ^ 1U << i]) found |= 1U << i;
    }
  }
  return found;
}

/// The fewest and smallest conditions that together say exactly when `phase` follows.
std::vector<Condition> conditions(const std::vector<Phase>& next, Phase phase) {
  std::vector<Condition> chosen;
  std::vector<bool> covered(combinations, false);
  const unsigned matter = relevant(next);
  for (std::size_t size = 0; size <= facts.size(); ++size) {
    for (unsigned care = 0; care < combinations; ++care) {
      if ((care & ~matter) != 0) continue;
      if (static_cast<std::size_t>(std::popcount(care)) != size) continue;
      for (unsigned value = care;; value = (value - 1) & care) {
        const Condition condition{care, value};
        bool only_here = true;
        bool adds = false;
        for (unsigned bits = 0; bits < combinations; ++bits) {
          if (!condition.holds(bits)) continue;
          only_here = only_here && next[bits] == phase;
          adds = adds || !covered[bits];
        }
        if (only_here && adds) {
          chosen.push_back(condition);
          for (unsigned bits = 0; bits < combinations; ++bits) {
            if (condition.holds(bits)) covered[bits] = true;
          }
        }
        if (value == 0) break;
      }
    }
  }
  return chosen;
}

std::string words(const std::vector<Condition>& any) {
  std::string text;
  for (const Condition& all : any) {
    if (!text.empty()) text += " or ";
    std::string part;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if ((all.care >> i & 1U) == 0) continue;
      if (!part.empty()) part += ", ";
      if ((all.value >> i & 1U) == 0) part += "not ";
      part += facts[i];
    }
    text += part;
  }
  return text;
}

/// Successors in the order of Phase, each with the words for when.
std::map<Phase, std::string> successors(Phase from) {
  std::vector<Phase> next(combinations);
  std::map<Phase, std::string> result;
  for (unsigned bits = 0; bits < combinations; ++bits) {
    next[bits] = next_phase(from, postino::test::facts_of(bits));
    result[next[bits]] = "";
  }
  for (auto& [phase, when] : result) when = words(conditions(next, phase));
  return result;
}

std::string says(Phase phase) {
  switch (row_of(phase).does) {
    case Does::Nothing:
      return "listens";
    case Does::Connect:
      return "connects";
    case Does::Handshake:
      return "TLS handshake";
    case Does::Content:
      return "the message";
    case Does::Ask:
    case Does::AskAhead:
      break;
  }
  const std::string command = command_of(phase);
  return command.empty() ? "the response" : "`" + command + "`";
}

std::string accepts(const Row& row) {
  if (row.accepts == 0) return "";
  return row.accepts == postino::detail::any_2yz ? "2yz" : std::to_string(row.accepts + 100);
}

std::string deadline(Phase phase) {
  for (const Deadline& each : deadlines) {
    Timeouts timeouts{};
    timeouts.*each.member = Millis{1};
    if (timeout_of(timeouts, phase).value == 1) return each.name;
  }
  return "?";
}

std::string refusal(const Row& row) {
  switch (row.refusal) {
    case Refusal::Connection:
      return row.accepts == 0 ? "" : "connection";
    case Refusal::Unsafe:
      return "connection, unsafe";
    case Refusal::Greeting:
      return "connection, or HELO";
    case Refusal::Login:
      return "login";
    case Refusal::Recipient:
      return "recipient";
    case Refusal::Message:
      return "message";
  }
  return "?";
}

template <class Visit>
void each_row(Visit visit) {
  for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Phase::Quit); ++i) {
    const Phase phase = static_cast<Phase>(i);
    if (phase != Phase::Idle) visit(phase);
  }
}

void print_diagram() {
  std::cout << "```mermaid\nstateDiagram-v2\n  [*] --> Connect\n";
  each_row([](Phase from) {
    for (const auto& [phase, when] : successors(from)) {
      std::cout << "  " << name(from) << " --> "
                << (phase == Phase::Idle ? "[*]" : std::string{name(phase)});
      if (!when.empty()) std::cout << " : " << when;
      std::cout << '\n';
    }
  });
  for (const char* phase : {"Greeting", "Helo", "StartTls", "Rset"}) {
    std::cout << "  " << phase << " --> Quit : negative\n";
  }
  std::cout << "  Ehlo --> Quit : negative, or login due and TLS is not to be had\n"
               "  Done --> Quit : nothing more to send\n```\n\n";
}

void print_table() {
  std::cout
      << "| phase | says | may be followed at once | accepts | a refusal ends | deadline | then |\n"
         "| --- | --- | --- | --- | --- | --- | --- |\n";
  each_row([](Phase from) {
    const Row& row = row_of(from);
    std::cout << "| " << name(from) << " | " << says(from) << " | "
              << (row.does == Does::AskAhead ? "yes" : "") << " | " << accepts(row) << " | "
              << refusal(row) << " | `" << deadline(from) << "` | ";
    const char* separator = "";
    for (const auto& [phase, when] : successors(from)) {
      std::cout << separator << name(phase);
      if (!when.empty()) std::cout << " (" << when << ")";
      separator = "; ";
    }
    std::cout << " |\n";
  });
}

}  // namespace

int main() {
  std::cout
      << "# The state machine\n\n"
         "Written by `tests/unit/session/diagram/update.sh` from the table in\n"
         "`src/session/table.hpp`, and a test keeps it up to date.\n\n"
         "A reply that a phase does not accept ends the message, unless the phase has a way for "
         "*negative* below; [errors.md](errors.md) says how. 421 ends it in every phase. "
         "*Due*: configured, and not yet done on this connection. *Deliverable*: MAIL and at "
         "least one recipient were accepted. *Chunking*: the message goes with BDAT. *Chunk due*: "
         "one "
         "comes that is not the last. *Exhausted*: the server takes no further mail on this "
         "connection. With LMTP the end of the message has a reply for each recipient that was "
         "accepted, and the phase stays until the last one.\n\n";
  print_diagram();
  print_table();
}
