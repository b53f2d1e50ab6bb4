// SPDX-License-Identifier: MIT
#include "campaign/covering.hpp"

#include <algorithm>
#include <numeric>

namespace postino::test {
namespace {

constexpr std::uint8_t open = 0xff;  // no value yet
constexpr std::size_t starts = 10;   // pairs to begin a row with, and
constexpr std::size_t orders = 2;    // orders of the factors, of which the best row is taken

struct Met {
  std::size_t factor;
  std::uint8_t value;
  std::size_t other;
  std::uint8_t other_value;
};

/// The pairs that no row has so far.
class Missing {
 public:
  explicit Missing(const PairTable& table) : table_{&table} {
    for (std::size_t f = 0; f < table.factors(); ++f) {
      for (std::size_t other = f + 1; other < table.factors(); ++other) add(f, other);
    }
  }

  void strike(const Row& row) {
    std::erase_if(pairs_, [&row](const Met& pair) {
      return row[pair.factor] == pair.value && row[pair.other] == pair.other_value;
    });
  }
  void strike(const Met& pair) {
    std::erase_if(pairs_, [&pair](const Met& one) {
      return one.factor == pair.factor && one.value == pair.value && one.other == pair.other &&
             one.other_value == pair.other_value;
    });
  }
  [[nodiscard]] const std::vector<Met>& pairs() const { return pairs_; }
  [[nodiscard]] std::vector<Met> of_the_two_that_miss_most() const {
    std::vector<std::vector<Met>> by_factors(table_->factors() * table_->factors());
    for (const Met& pair : pairs_) {
      by_factors[pair.factor * table_->factors() + pair.other].push_back(pair);
    }
    return *std::ranges::max_element(by_factors, {}, &std::vector<Met>::size);
  }
  /// How many of them `row` has, where `factor` had that value.
  [[nodiscard]] std::size_t gain(const Row& row, std::size_t factor, std::uint8_t value) const {
    return static_cast<std::size_t>(std::ranges::count_if(pairs_, [&](const Met& pair) {
      if (pair.factor == factor) return pair.value == value && row[pair.other] == pair.other_value;
      return pair.other == factor && pair.other_value == value && row[pair.factor] == pair.value;
    }));
  }
  /// How many there are with that value.
  [[nodiscard]] std::size_t with(std::size_t factor, std::uint8_t value) const {
    return static_cast<std::size_t>(std::ranges::count_if(pairs_, [&](const Met& pair) {
      return (pair.factor == factor && pair.value == value) ||
             (pair.other == factor && pair.other_value == value);
    }));
  }
  [[nodiscard]] std::size_t gain(const Row& row) const {
    return static_cast<std::size_t>(std::ranges::count_if(pairs_, [&row](const Met& pair) {
      return row[pair.factor] == pair.value && row[pair.other] == pair.other_value;
    }));
  }

 private:
  void add(std::size_t factor, std::size_t other) {
    for (std::size_t value = 0; value < table_->values(factor); ++value) {
      for (std::size_t with = 0; with < table_->values(other); ++with) {
        if (!table_->may_meet(factor, value, other, with)) continue;
        pairs_.push_back(
            {factor, static_cast<std::uint8_t>(value), other, static_cast<std::uint8_t>(with)});
      }
    }
  }

  const PairTable* table_;
  std::vector<Met> pairs_;
};

bool fits(const PairTable& table, const Row& row, std::size_t factor, std::size_t value) {
  for (std::size_t other = 0; other < row.size(); ++other) {
    if (other == factor || row[other] == open) continue;
    if (!table.may_meet(factor, value, other, row[other])) return false;
  }
  return true;
}

/// Gives the open factors values, in `order` from place `at` on, those that meet most of what is
/// missing first; false: there is no way to.
bool complete(const PairTable& table, const Missing& missing, const std::vector<std::size_t>& order,
              std::size_t at, Row& row) {
  while (at < order.size() && row[order[at]] != open) ++at;
  if (at == order.size()) return true;
  const std::size_t factor = order[at];
  struct Choice {
    std::size_t gain;
    std::size_t with;
    std::uint8_t value;
  };
  std::vector<Choice> choices;
  for (std::size_t value = 0; value < table.values(factor); ++value) {
    if (!fits(table, row, factor, value)) continue;
    const auto chosen = static_cast<std::uint8_t>(value);
    choices.push_back({missing.gain(row, factor, chosen), missing.with(factor, chosen), chosen});
  }
  std::ranges::stable_sort(choices, [](const Choice& a, const Choice& b) {
    return std::pair{a.gain, a.with} > std::pair{b.gain, b.with};
  });
  for (const Choice& choice : choices) {
    row[factor] = choice.value;
    if (complete(table, missing, order, at + 1, row)) return true;
  }
  row[factor] = open;
  return false;
}

/// The best of several rows that hold `pair`; empty: none can.
Row row_with(const PairTable& table, const Missing& missing, const Met& pair) {
  std::vector<std::size_t> order(table.factors());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Row best;
  std::size_t most = 0;
  for (std::size_t attempt = 0; attempt < orders; ++attempt) {
    Row row(table.factors(), open);
    row[pair.factor] = pair.value;
    row[pair.other] = pair.other_value;
    if (!complete(table, missing, order, 0, row)) return {};
    const std::size_t gain = missing.gain(row);
    if (gain > most) best = row;
    most = std::max(most, gain);
    const std::size_t cut = 1 + attempt % (order.size() - 1);
    std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(cut), order.end());
    std::swap(order[0], order[cut]);
  }
  return best;
}

/// The best of those that hold one of the missing pairs of two factors, of the two that miss most;
/// empty: the first of these has no row.
Row best_row(const PairTable& table, const Missing& missing) {
  const std::vector<Met> pairs = missing.of_the_two_that_miss_most();
  Row best;
  const std::size_t step = std::max<std::size_t>(1, pairs.size() / starts);
  for (std::size_t at = 0; at < pairs.size(); at += step) {
    const Row row = row_with(table, missing, pairs[at]);
    if (row.empty()) {
      if (at == 0) return row;
      continue;
    }
    if (best.empty() || missing.gain(row) > missing.gain(best)) best = row;
  }
  return best;
}

}  // namespace

PairTable::PairTable(std::vector<std::size_t> sizes) : sizes_{std::move(sizes)} {
  std::size_t all = 0;
  for (const std::size_t size : sizes_) {
    first_.push_back(all);
    all += size;
  }
  excluded_.assign(all, std::vector<bool>(all, false));
}

void PairTable::exclude(std::size_t factor, std::size_t value, std::size_t other,
                        std::size_t other_value) {
  excluded_[number(factor, value)][number(other, other_value)] = true;
  excluded_[number(other, other_value)][number(factor, value)] = true;
}

bool PairTable::may_meet(std::size_t factor, std::size_t value, std::size_t other,
                         std::size_t other_value) const {
  return !excluded_[number(factor, value)][number(other, other_value)];
}

bool PairTable::allows(const Row& row) const {
  if (row.size() != sizes_.size()) return false;
  for (std::size_t f = 0; f < row.size(); ++f) {
    if (row[f] >= sizes_[f] || !fits(*this, row, f, row[f])) return false;
  }
  return true;
}

std::vector<Row> covering_rows(const PairTable& table, std::vector<Row> seeds) {
  Missing missing{table};
  for (const Row& row : seeds) missing.strike(row);
  while (!missing.pairs().empty()) {
    const Row row = best_row(table, missing);
    if (row.empty()) {
      missing.strike(missing.of_the_two_that_miss_most().front());
      continue;
    }
    missing.strike(row);
    seeds.push_back(row);
  }
  return seeds;
}

}  // namespace postino::test
