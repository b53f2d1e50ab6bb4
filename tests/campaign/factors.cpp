// SPDX-License-Identifier: MIT
#include "campaign/factors.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace postino::test {
namespace {

using Words = std::vector<std::string_view>;

// clang-format off
const Factor all_factors[] = {
    {"client", {"full", "small", "small-tls"}},
    {"security", {"clear", "opportunistic-in-clear", "opportunistic", "starttls", "tls"}},
    {"tls", {"none", "pretended", "1.2", "1.3"}},
    {"login", {"none", "plain", "login", "login-after-504", "cram-md5", "scram-sha-256",
               "oauthbearer", "xoauth2", "external"}},
    {"pipelining", {"not-offered", "off", "within", "across"}},
    {"content", {"data", "bdat", "eager", "bdat-not-offered"}},
    {"protocol", {"esmtp", "helo", "lmtp"}},
    {"composer", {"raw", "plain", "text", "mime"}},
    {"body", {"view", "source", "unknown"}},
    {"recipients", {"one", "three-mixed", "three-taken"}},
    {"messages", {"one", "three", "queue", "closing"}},
    {"extension", {"none", "size", "smtputf8", "dsn", "binarymime", "more"}},
    {"packets", {"many", "three-512", "two-128", "two-128-late", "one-64"}},
    {"addresses", {"one", "two"}},
    {"name", {"given", "literal"}},
    {"replies", {"enhanced", "bare"}},
};

const Words secured{"opportunistic", "starttls", "tls"};
const Words chunked{"bdat", "eager"};
const Words over_tls{"pretended", "1.2", "1.3"};
const Words small_ones{"small", "small-tls"};

const Exclusion all_exclusions[] = {
    {"client", {"small"}, "security", secured, "SmallClient has no TLS"},
    {"client", {"small"}, "security", {"opportunistic-in-clear"}, "SmallClient has no TLS"},
    {"client", {"small"}, "tls", over_tls, "SmallClient has no TLS"},
    {"client", {"small-tls"}, "security", {"clear", "opportunistic-in-clear", "opportunistic"},
     "SmallTlsClient requires TLS"},
    {"client", {"small-tls"}, "tls", {"none"}, "SmallTlsClient requires TLS"},
    {"client", small_ones, "login",
     {"cram-md5", "scram-sha-256", "oauthbearer", "xoauth2", "external"},
     "the small clients know PLAIN and LOGIN"},
    {"client", small_ones, "content", {"bdat", "eager", "bdat-not-offered"},
     "the small clients have no Server::extensions"},
    {"client", small_ones, "protocol", {"helo", "lmtp"}, "the small clients have neither"},
    {"client", small_ones, "messages", {"queue"}, "the small clients have no queue"},
    {"client", small_ones, "extension", {"smtputf8", "dsn", "binarymime", "more"},
     "the small clients have neither SMTPUTF8 nor Mail::parameters"},
    {"client", small_ones, "addresses", {"two"}, "the small clients report the first refusal"},
    {"client", small_ones, "name", {"literal"}, "the small clients must be given a name"},
    {"security", {"clear", "opportunistic-in-clear"}, "tls", over_tls, "it is in clear"},
    {"security", secured, "tls", {"none"}, "there is TLS"},
    {"security", {"opportunistic-in-clear"}, "login",
     {"plain", "login", "login-after-504", "cram-md5", "scram-sha-256", "oauthbearer", "xoauth2",
      "external"},
     "Opportunistic does not log in without TLS"},
    {"protocol", {"helo"}, "security", {"starttls", "opportunistic"}, "HELO offers no STARTTLS"},
    {"protocol", {"helo"}, "login",
     {"plain", "login", "login-after-504", "cram-md5", "scram-sha-256", "oauthbearer", "xoauth2",
      "external"},
     "HELO offers no AUTH"},
    {"protocol", {"helo"}, "content", chunked, "HELO offers no CHUNKING"},
    {"protocol", {"helo"}, "pipelining", {"off", "within", "across"}, "HELO offers no PIPELINING"},
    {"protocol", {"helo"}, "extension", {"size", "smtputf8", "dsn", "binarymime", "more"},
     "HELO offers none"},
    {"extension", {"binarymime"}, "content", {"data", "bdat-not-offered"},
     "BINARYMIME goes with BDAT only"},
    {"packets", {"one-64"}, "tls", {"1.2", "1.3"}, "TLS takes a packet for what it encrypts"},
    {"composer", {"plain"}, "extension", {"smtputf8"}, "plain_text takes ASCII addresses only"},
};

const NamedRow all_named[] = {
    {"relay", {}},
    {"starttls-plain", {{"security", "starttls"}, {"tls", "1.2"}, {"login", "plain"},
                        {"pipelining", "within"}}},
    {"starttls-pretended", {{"security", "starttls"}, {"tls", "pretended"}, {"login", "plain"},
                            {"pipelining", "within"}}},
    {"tls-scram", {{"security", "tls"}, {"tls", "1.3"}, {"login", "scram-sha-256"},
                   {"pipelining", "within"}}},
    {"three-recipients", {{"pipelining", "within"}, {"recipients", "three-mixed"}}},
    {"two-chunks", {{"pipelining", "within"}, {"content", "bdat"}, {"body", "unknown"},
                    {"packets", "two-128"}}},
    {"eager-chunk", {{"pipelining", "within"}, {"content", "eager"}}},
    {"attachment", {{"pipelining", "within"}, {"composer", "mime"}, {"extension", "size"},
                    {"packets", "three-512"}}},
    {"three-mails", {{"pipelining", "within"}, {"messages", "three"}}},
    {"queue", {{"pipelining", "across"}, {"messages", "queue"}}},
    {"closing-once", {{"pipelining", "within"}, {"messages", "closing"}}},
    {"login-in-clear", {{"login", "login"}}},
    {"starved", {{"pipelining", "within"}, {"packets", "two-128-late"}}},
};
// clang-format on

[[noreturn]] void unknown(std::string_view what) {
  std::fprintf(stderr, "not in the table of factors: %.*s\n", static_cast<int>(what.size()),
               what.data());
  std::abort();
}

std::size_t factor_number(std::string_view name) {
  const auto found = std::ranges::find(all_factors, name, &Factor::name);
  if (found == std::end(all_factors)) unknown(name);
  return static_cast<std::size_t>(found - std::begin(all_factors));
}

std::uint8_t value_number(std::size_t factor, std::string_view value) {
  const auto& values = all_factors[factor].values;
  const auto found = std::ranges::find(values, value);
  if (found == values.end()) unknown(value);
  return static_cast<std::uint8_t>(found - values.begin());
}

}  // namespace

std::span<const Factor> factors() { return all_factors; }
std::span<const Exclusion> exclusions() { return all_exclusions; }
std::span<const NamedRow> named_rows() { return all_named; }

PairTable pair_table() {
  std::vector<std::size_t> sizes;
  for (const Factor& factor : all_factors) sizes.push_back(factor.values.size());
  PairTable table{std::move(sizes)};
  for (const Exclusion& one : all_exclusions) {
    const std::size_t factor = factor_number(one.factor);
    const std::size_t other = factor_number(one.other);
    for (const std::string_view value : one.values) {
      for (const std::string_view with : one.other_values) {
        table.exclude(factor, value_number(factor, value), other, value_number(other, with));
      }
    }
  }
  return table;
}

Row row_of(const NamedRow& named) {
  Row row(std::size(all_factors), 0);
  for (const auto& [factor, value] : named.values) {
    const std::size_t number = factor_number(factor);
    row[number] = value_number(number, value);
  }
  return row;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> all = [] {
    std::vector<Row> seeds;
    for (const NamedRow& named : all_named) seeds.push_back(row_of(named));
    return covering_rows(pair_table(), std::move(seeds));
  }();
  return all;
}

bool has(const Row& row, std::string_view factor, std::string_view value) {
  const std::size_t number = factor_number(factor);
  return row[number] == value_number(number, value);
}

std::string described(const Row& row) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == 0) continue;
    if (!text.empty()) text += ", ";
    text.append(all_factors[i].name).append(" ").append(all_factors[i].values[row[i]]);
  }
  return text.empty() ? "the first value of each factor" : text;
}

}  // namespace postino::test
