// SPDX-License-Identifier: MIT
/// Rows in which every pair of values meets: a covering array of strength two (Cohen and others,
/// "The AETG System", 1997), made without chance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace postino::test {

/// A value for each factor, in the factors' order.
using Row = std::vector<std::uint8_t>;

/// How many values each factor has, and which two values of two factors may be in one row.
class PairTable {
 public:
  explicit PairTable(std::vector<std::size_t> sizes);

  void exclude(std::size_t factor, std::size_t value, std::size_t other, std::size_t other_value);

  [[nodiscard]] std::size_t factors() const { return sizes_.size(); }
  [[nodiscard]] std::size_t values(std::size_t factor) const { return sizes_[factor]; }
  [[nodiscard]] bool may_meet(std::size_t factor, std::size_t value, std::size_t other,
                              std::size_t other_value) const;
  /// Whether no two values of it are excluded.
  [[nodiscard]] bool allows(const Row& row) const;

 private:
  [[nodiscard]] std::size_t number(std::size_t factor, std::size_t value) const {
    return first_[factor] + value;
  }

  std::vector<std::size_t> sizes_;
  std::vector<std::size_t> first_;
  std::vector<std::vector<bool>> excluded_;
};

/// Returns `seeds` and after them as many rows as it takes, so that each pair that may meet does,
/// in a row that the table allows. A pair that no such row can hold is left out.
[[nodiscard]] std::vector<Row> covering_rows(const PairTable& table, std::vector<Row> seeds);

}  // namespace postino::test
