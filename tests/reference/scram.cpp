// SPDX-License-Identifier: MIT
#include "reference/scram.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "reference/base64.hpp"

namespace postino::test {
namespace {

struct Attribute {
  char name;
  std::string_view value;
};

/// Nothing where one of them is none.
std::optional<std::vector<Attribute>> attributes(std::string_view message) {
  std::vector<Attribute> all;
  while (true) {
    const std::string_view one = message.substr(0, message.find(','));
    const bool letter =
        !one.empty() && ((one[0] >= 'a' && one[0] <= 'z') || (one[0] >= 'A' && one[0] <= 'Z'));
    if (!letter || one.size() < 3 || one[1] != '=') return std::nullopt;
    all.push_back({one[0], one.substr(2)});
    if (one.size() == message.size()) return all;
    message.remove_prefix(one.size() + 1);
  }
}

/// An error decides, whatever stands behind it.
std::optional<Verdict> error_of(std::string_view message) {
  if (!message.starts_with("e=")) return std::nullopt;
  const std::string_view reason = message.substr(2, message.find(',') - 2);
  if (reason.empty()) return std::nullopt;
  if (reason == "server-does-support-channel-binding" || reason == "channel-bindings-dont-match") {
    return Verdict::Forged;
  }
  const bool refusal = reason == "invalid-proof" || reason == "unknown-user";
  return refusal ? Verdict::Answerable : Verdict::Unanswerable;
}

bool is_count(std::string_view digits, std::uint32_t most) {
  if (digits.front() == '0' || digits.size() > 9) return false;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const unsigned long count = std::stoul(std::string{digits});
  return count >= 4096 && count <= most;
}

bool none_mandatory(const std::vector<Attribute>& all, std::size_t behind) {
  return std::none_of(all.begin() + static_cast<std::ptrdiff_t>(behind), all.end(),
                      [](const Attribute& one) { return one.name == 'm'; });
}

bool is_nonce(std::string_view nonce, std::string_view ours) {
  return nonce.size() > ours.size() && nonce.starts_with(ours) &&
         std::all_of(nonce.begin(), nonce.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

Verdict reference_server_first(std::string_view message, std::string_view ours,
                               std::uint32_t max_iterations) {
  if (const auto error = error_of(message)) return *error;
  const auto all = attributes(message);
  if (!all || all->size() < 3) return Verdict::Forged;
  const auto& [nonce, salt, count] = std::tie((*all)[0], (*all)[1], (*all)[2]);
  const bool fine = nonce.name == 'r' && salt.name == 's' && count.name == 'i' &&
                    is_nonce(nonce.value, ours) && reference_decoded(salt.value) &&
                    is_count(count.value, max_iterations) && none_mandatory(*all, 3);
  return fine ? Verdict::Answerable : Verdict::Forged;
}

Verdict reference_server_final(std::string_view message, std::string_view signature) {
  if (const auto error = error_of(message)) return *error;
  const auto all = attributes(message);
  const bool fine =
      all && all->front().name == 'v' && all->front().value == signature && none_mandatory(*all, 1);
  return fine ? Verdict::Answerable : Verdict::Forged;
}

}  // namespace postino::test
