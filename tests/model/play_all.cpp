// SPDX-License-Identifier: MIT
// Many seeds: what is wrong with any of them, and what they reached.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include "model/cells.hpp"
#include "model/command.hpp"
#include "model/listing.hpp"
#include "model/play.hpp"
#include "model/reach.hpp"

namespace postino::model {
namespace {

/// Of one kind of failure so many are shrunk.
constexpr std::size_t max_shown = 3;

Play& play() {
  static Play one;
  return one;
}

const char* verdict(const Script& script) {
  Tape tape;
  return play().run(script, tape, nullptr);
}

struct Failures {
  std::size_t count = 0;
  std::vector<Seed> seeds;
};

void print_shrunk(Seed seed, Script script, const std::vector<Step>& simpler) {
  std::printf("model --replay %s:", text(seed).c_str());
  const char* before = "";
  for (const Step step : simpler) {
    std::printf("%s%u", before, step);
    before = ",";
  }
  std::printf("\n");
  print(script);
}

void shrink_and_print(Seed seed, const char* wrong) {
  Script script = generate(seed);
  const auto fails = [&](const Script& simpler) {
    const char* const now = verdict(simpler);
    return now != nullptr && std::strcmp(now, wrong) == 0;
  };
  const std::vector<Step> simpler = shrink(script, fails);
  std::printf("\nseed %s: %s\n", text(seed).c_str(), wrong);
  print_shrunk(seed, script, simpler);
}

}  // namespace

bool play_all(const std::vector<Seeds>& ranges, const std::string& diagram) {
  static Reach reach;
  std::map<std::string, Failures> failures;
  std::uint64_t count = 0;
  for (const Seeds& seeds : ranges) {
    for (std::uint64_t number = seeds.first; number < seeds.end; ++number, ++count) {
      const Seed seed{seeds.kind, number};
      Tape tape;
      const char* const wrong = play().run(generate(seed), tape, &reach);
      if (wrong == nullptr) continue;
      Failures& one = failures[wrong];
      if (++one.count <= max_shown) one.seeds.push_back(seed);
    }
  }
  for (const auto& [wrong, one] : failures) {
    for (const Seed seed : one.seeds) shrink_and_print(seed, wrong.c_str());
  }
  std::printf("\n");
  for (const auto& [wrong, one] : failures)
    std::printf("%zu times: %s\n", one.count, wrong.c_str());
  std::printf("%llu conversations, %s\n", static_cast<unsigned long long>(count),
              failures.empty() ? "nothing wrong" : "something wrong");
  const bool reached = diagram.empty() || check_reach(reach, diagram);
  return failures.empty() && reached;
}

bool show(Seed seed, const std::vector<Step>& simpler) {
  Script script = generate(seed);
  for (const Step step : simpler) simplify(script, step);
  print(script);
  Tape tape{Tape::printing};
  const char* const wrong = play().run(script, tape, nullptr);
  if (wrong != nullptr) {
    std::printf("message %u: %s\n", play().wrong_message(), wrong);
  } else {
    std::printf("nothing wrong\n");
  }
  return wrong == nullptr;
}

}  // namespace postino::model
