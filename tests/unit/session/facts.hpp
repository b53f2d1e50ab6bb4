// SPDX-License-Identifier: MIT
/// Every combination of the facts that the state machine chooses by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "postino/detail/facts.hpp"

namespace postino::test {

struct NamedFact {
  std::string_view name;
  bool detail::Facts::*member;
};

inline constexpr std::array all_facts{
    NamedFact{"implicit_tls", &detail::Facts::implicit_tls},
    NamedFact{"starttls_due", &detail::Facts::starttls_due},
    NamedFact{"login_due", &detail::Facts::login_due},
    NamedFact{"rset_due", &detail::Facts::rset_due},
    NamedFact{"negative", &detail::Facts::negative},
    NamedFact{"challenged", &detail::Facts::challenged},
    NamedFact{"retry_auth", &detail::Facts::retry_auth},
    NamedFact{"more_recipients", &detail::Facts::more_recipients},
    NamedFact{"deliverable", &detail::Facts::deliverable},
    NamedFact{"chunking", &detail::Facts::chunking},
    NamedFact{"chunk_due", &detail::Facts::chunk_due},
    NamedFact{"exhausted", &detail::Facts::exhausted},
};
// A fact more or less, and this does not compile or does not hold.
static_assert(sizeof(detail::Facts) == all_facts.size() * sizeof(bool));

inline constexpr std::uint32_t combinations = 1U << all_facts.size();

/// Combination number `bits`: bit n is the n-th fact.
constexpr detail::Facts facts_of(std::uint32_t bits) {
  detail::Facts facts{};
  for (std::size_t i = 0; i < all_facts.size(); ++i) {
    facts.*all_facts[i].member = ((bits >> i) & 1U) != 0;
  }
  return facts;
}

}  // namespace postino::test
