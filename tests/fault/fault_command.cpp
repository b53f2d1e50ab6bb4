// SPDX-License-Identifier: MIT
// The campaign on command: one run, all of them, or pairs of faults.
#include <CLI/CLI.hpp>

#include <ctime>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "campaign/run.hpp"

namespace {

using namespace postino::test;

/// "scenario:fault:at", or "scenario:fault:at+fault:at" for a second one in the retry.
struct Named {
  FaultRun first;
  std::optional<FaultRun> second;
};

std::optional<Named> parse(const std::string& text) {
  // "clock+1h" has one too: what joins two runs stands behind the second colon.
  const std::size_t plus = text.find('+', text.find(':', text.find(':') + 1));
  const auto first = FaultRun::parse(text.substr(0, plus));
  if (!first) return std::nullopt;
  Named named{*first, std::nullopt};
  if (plus == std::string::npos) return named;
  named.second = FaultRun::parse(std::string{first->scenario->name} + ":" + text.substr(plus + 1));
  if (!named.second) return std::nullopt;
  return named;
}

/// Tells what is broken; whether anything is.
bool tell(const std::string& name, const Result& result) {
  for (const std::string& one : result.broken) std::cout << name << " breaks " << one << std::endl;
  return !result.broken.empty();
}

int replay(const std::string& text) {
  const auto named = parse(text);
  if (!named) {
    std::cerr << "no such run: " << text << "\n";
    return 64;
  }
  const Result result = perform(named->first, named->second ? &*named->second : nullptr);
  std::cout << result.story;
  return tell(text, result) ? 1 : 0;
}

/// The faults that can't strike in that scenario, those of Mbed TLS as one.
std::string absent(const Scenario& scenario) {
  std::string names;
  bool numbers = false;
  for (const FaultKind& fault : fault_kinds()) {
    if (moments(scenario, fault) != 0) continue;
    const bool number = fault.place == Place::Tls;
    if (!number || !numbers) names += " " + (number ? std::string{"tls-*"} : fault.name);
    numbers = numbers || number;
  }
  return names;
}

/// How many runs each scenario has, and what is left out.
int count() {
  std::size_t all = 0;
  std::size_t all_runs = 0;
  for (const Scenario& scenario : scenarios()) {
    std::size_t runs = 0;
    std::size_t steps[2] = {1, 1};
    for (const FaultKind& fault : fault_kinds()) {
      runs += taken(scenario, fault).size();
      if (moments(scenario, fault) == 0) continue;
      steps[fault.place == Place::Tls ? 1 : 0] = stride(scenario, fault);
    }
    all += moments(scenario);
    all_runs += runs;
    std::cout << scenario.name << ": " << described(scenario.row) << "\n  " << runs << " runs of "
              << moments(scenario) << " moments";
    if (runs != moments(scenario)) {
      std::cout << ": one in " << steps[0] << ", of the numbers of Mbed TLS one in " << steps[1];
    }
    std::cout << "\n";
    const std::string names = absent(scenario);
    if (!names.empty()) std::cout << "  cannot strike:" << names << "\n";
  }
  std::cout << scenarios().size() << " scenarios, " << all_runs << " runs of " << all
            << " moments; left out: " << all - all_runs << "\n";
  return 0;
}

/// Every single fault at the moments that are taken, or at all that there are.
int run_all(const std::string& only, const std::string& kind, bool every) {
  std::size_t broken = 0;
  for (const Scenario& scenario : scenarios()) {
    if (!only.empty() && scenario.name != only) continue;
    for (const FaultKind& fault : fault_kinds()) {
      if (!fault.name.starts_with(kind)) continue;
      std::vector<std::size_t> some = taken(scenario, fault);
      if (every) some.resize(moments(scenario, fault));
      if (every) std::iota(some.begin(), some.end(), std::size_t{0});
      if (some.empty()) continue;
      const std::clock_t before = std::clock();
      for (const std::size_t at : some) {
        const FaultRun run{&scenario, &fault, at};
        if (tell(run.text(), perform(run))) ++broken;
      }
      const double spent = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
      std::cout << scenario.name << " " << fault.name << " " << some.size() << " runs, " << spent
                << " s" << std::endl;
    }
  }
  std::cout << broken << " runs broke an invariant\n";
  return broken == 0 ? 0 : 1;
}

/// Any fault of the scenario, at any of its moments.
FaultRun any_run(const Scenario& scenario, RepeatableRandom& random) {
  const auto kinds = fault_kinds();
  while (true) {
    const FaultKind& fault = kinds[random.below(kinds.size())];
    const std::size_t count = moments(scenario, fault);
    if (count != 0) return {&scenario, &fault, random.below(count)};
  }
}

int run_pairs(std::uint64_t seed, std::size_t runs) {
  std::size_t broken = 0;
  RepeatableRandom random{seed};
  for (std::size_t i = 0; i < runs; ++i) {
    const Scenario& scenario = scenarios()[random.below(scenarios().size())];
    const FaultRun first = any_run(scenario, random);
    const FaultRun second = any_run(scenario, random);
    const std::string name =
        first.text() + "+" + second.fault->name + ":" + std::to_string(second.at);
    if (tell(name, perform(first, &second))) ++broken;
  }
  std::cout << runs << " pairs, " << broken << " broke an invariant\n";
  return broken == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Attacks conversations with faults; every run is named by one string."};
  app.require_subcommand(1);
  std::string name;
  std::string only;
  std::string kind;
  std::uint64_t seed = 1;
  std::size_t runs = 100000;
  auto* const replays = app.add_subcommand("run", "One run, told");
  replays->add_option("name", name, "scenario:fault:at, or scenario:fault:at+fault:at")->required();
  auto* const counts =
      app.add_subcommand("count", "How many runs each scenario has, and what is left out");
  auto* const all = app.add_subcommand("all", "Every single fault");
  bool every = false;
  all->add_flag("--every", every, "At every moment, those too that the tests leave out");
  all->add_option("scenario", only, "Of this scenario only");
  all->add_option("fault", kind, "Of faults whose names begin so only");
  auto* const pairs = app.add_subcommand("pairs", "A fault, and another one in the retry");
  pairs->add_option("--seed", seed, "Which ones");
  pairs->add_option("--runs", runs, "How many");
  CLI11_PARSE(app, argc, argv);
  if (*replays) return replay(name);
  if (*counts) return count();
  if (*all) return run_all(only, kind, every);
  return run_pairs(seed, runs);
}
