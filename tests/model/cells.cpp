// SPDX-License-Identifier: MIT
#include "model/cells.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <vector>

namespace postino::model {
namespace {

constexpr std::size_t shown = 10;

struct Cell {
  std::string what;
  std::uint64_t count = 0;
};

std::string text(std::string_view view) { return std::string{view}; }

/// The steps that the page draws, "  A --> B".
std::vector<std::pair<Phase, Phase>> drawn(const std::string& path) {
  const auto phase_called = [](const std::string& name_of_it) {
    for (std::size_t i = 0; i < phases; ++i) {
      if (name(static_cast<Phase>(i)) == name_of_it) return static_cast<Phase>(i);
    }
    return Phase::Idle;
  };
  std::vector<std::pair<Phase, Phase>> steps;
  std::ifstream page{path};
  for (std::string line; std::getline(page, line);) {
    const std::size_t arrow = line.find(" --> ");
    if (arrow == std::string::npos || line.substr(0, 2) != "  ") continue;
    const std::string to = line.substr(arrow + 5, line.find(' ', arrow + 5) - arrow - 5);
    const std::pair step{phase_called(line.substr(2, arrow - 2)), phase_called(to)};
    if (step.first != Phase::Idle || step.second != Phase::Idle) steps.push_back(step);
  }
  return steps;
}

void add_edges(std::vector<Cell>& cells, const Reach& reach, const std::string& page) {
  for (const auto& [from, to] : drawn(page)) {
    const std::uint64_t count =
        reach.edges[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
    cells.push_back({text(name(from)) + " to " + text(name(to)), count});
  }
}

/// Whether a step can be no single one: a connection broke off and the next one begins, a message
/// has its report and the next one begins.
bool is_two(Phase from, Phase to, const std::vector<std::pair<Phase, Phase>>& known) {
  const auto is_drawn = [&](Phase a, Phase b) {
    return std::ranges::find(known, std::pair{a, b}) != known.end();
  };
  if (to == Phase::Connect) return true;
  return is_drawn(from, Phase::Done) && is_drawn(Phase::Done, to);
}

/// Steps that are taken and not drawn; a connection can break off anywhere.
bool all_drawn(const Reach& reach, const std::string& page) {
  bool fine = true;
  const auto known = drawn(page);
  for (std::size_t f = 0; f < phases; ++f) {
    for (std::size_t t = 1; t < phases; ++t) {
      const std::pair step{static_cast<Phase>(f), static_cast<Phase>(t)};
      if (reach.edges[f][t] == 0 || f == t || std::ranges::find(known, step) != known.end()) {
        continue;
      }
      if (is_two(step.first, step.second, known)) continue;
      fine = false;
      std::printf("%llu times: %s to %s, which is not drawn\n",
                  static_cast<unsigned long long>(reach.edges[f][t]),
                  text(name(step.first)).c_str(), text(name(step.second)).c_str());
    }
  }
  return fine;
}

void add_ends(std::vector<Cell>& cells, bool& fine, const Reach& reach) {
  for (std::size_t o = 0; o < outcomes; ++o) {
    for (std::size_t p = 0; p < phases; ++p) {
      for (std::size_t m = 0; m < modes; ++m) {
        const auto outcome = static_cast<Outcome>(o);
        const auto phase = static_cast<Phase>(p);
        const auto mode = static_cast<Mode>(m);
        const std::uint64_t count = reach.ends[o][p][m];
        const std::string what =
            text(name(outcome)) + " in " + text(name(phase)) + ", " + name(mode);
        const char* const reason = why_not(outcome, phase, mode);
        if (reason == nullptr) {
          cells.push_back({what, count});
        } else if (count != 0) {
          fine = false;
          std::printf("%llu times: %s, which cannot be: %s\n",
                      static_cast<unsigned long long>(count), what.c_str(), reason);
        }
      }
    }
  }
}

/// What each address of a host did; one that serves is followed by none.
void add_addresses(std::vector<Cell>& cells, const Reach& reach) {
  for (std::size_t i = 0; i < address_kinds; ++i) {
    const auto one = static_cast<Address>(i);
    const std::string what = std::string{"an address that "} + name(one);
    if (one != Address::Serves) cells.push_back({what + ", and the next", reach.addresses[i][1]});
    cells.push_back({what + ", the last", reach.addresses[i][0]});
  }
}

}  // namespace

bool check_reach(const Reach& reach, const std::string& diagram) {
  bool fine = all_drawn(reach, diagram);
  std::vector<Cell> cells;
  add_edges(cells, reach, diagram);
  if (cells.empty()) {
    std::printf("no diagram in %s\n", diagram.c_str());
    return false;
  }
  add_ends(cells, fine, reach);
  add_addresses(cells, reach);
  std::sort(cells.begin(), cells.end(),
            [](const Cell& a, const Cell& b) { return a.count < b.count; });
  std::printf("%zu cells; the rarest:\n", cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool rare = cells[i].count < min_reach;
    if (rare || i < shown) {
      std::printf("%8llu %s\n", static_cast<unsigned long long>(cells[i].count),
                  cells[i].what.c_str());
    }
    fine = fine && !rare;
  }
  return fine;
}

}  // namespace postino::model
