// SPDX-License-Identifier: MIT
#include "missed_recipients.hpp"

#include <algorithm>

#include "names.hpp"

namespace postino::demo {
namespace {

bool is_negative(std::uint16_t code) { return code >= 400; }

/// Returns the recipient's outcome with the reply that decided it: its own where that refused it,
/// else the message's; none where it is Unknown.
RecipientReport decided(const RecipientReport& one, const Error& error) {
  if (one.outcome == Outcome::Unknown) return {.outcome = one.outcome};
  if (is_negative(one.code)) return one;
  return {.outcome = one.outcome, .code = error.code, .enhanced = error.enhanced};
}

bool fared_alike(const Result& result) {
  const auto differ = [&](const RecipientReport& one, const RecipientReport& other) {
    const RecipientReport a = decided(one, result.error);
    const RecipientReport b = decided(other, result.error);
    return a.outcome != b.outcome || a.code != b.code || a.enhanced != b.enhanced;
  };
  const auto& all = result.recipients;
  return std::adjacent_find(all.begin(), all.end(), differ) == all.end();
}

}  // namespace

std::string missed_recipients(const Result& result) {
  if (fared_alike(result)) return {};
  std::string text;
  for (std::size_t index = 0; index < result.recipients.size(); ++index) {
    const RecipientReport one = decided(result.recipients[index], result.error);
    if (one.outcome == Outcome::Accepted) continue;
    text += (text.empty() ? "" : ", ") + result.addresses[index] + " (" + kebab(name(one.outcome));
    if (is_negative(one.code)) text += ", " + to_text(one.code, one.enhanced);
    text += ")";
  }
  return text;
}

}  // namespace postino::demo
