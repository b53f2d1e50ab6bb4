// SPDX-License-Identifier: MIT
/// What the campaign's scenarios differ in: a plain table of factors and their values, and which
/// two values cannot be in one scenario.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/covering.hpp"

namespace postino::test {

struct Factor {
  std::string_view name;
  std::vector<std::string_view> values;
};

/// Each of `values` of `factor` with each of `other_values` of `other`, and why not.
struct Exclusion {
  std::string_view factor;
  std::vector<std::string_view> values;
  std::string_view other;
  std::vector<std::string_view> other_values;
  std::string_view reason;
};

/// A scenario that was there before the table, as the values in which it differs from "relay".
struct NamedRow {
  std::string_view name;
  std::vector<std::pair<std::string_view, std::string_view>> values;
};

[[nodiscard]] std::span<const Factor> factors();
[[nodiscard]] std::span<const Exclusion> exclusions();
[[nodiscard]] std::span<const NamedRow> named_rows();

[[nodiscard]] PairTable pair_table();
/// The row of `named`: the first value of each factor, but for those that it names.
[[nodiscard]] Row row_of(const NamedRow& named);
/// Those of named_rows(), in their order, and the further ones that it takes to cover every pair.
[[nodiscard]] const std::vector<Row>& rows();

/// Whether `factor` has that value in `row`. A name that is not in the table ends the program.
[[nodiscard]] bool has(const Row& row, std::string_view factor, std::string_view value);
/// "clear, tls none, ...": the values that are not the first of their factor.
[[nodiscard]] std::string described(const Row& row);

}  // namespace postino::test
