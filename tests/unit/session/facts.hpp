// SPDX-License-Identifier: MIT
/// Every combination of the facts that the state machine chooses by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postino::test {

/// All facts, in one order.
inline constexpr std::array<std::string_view, 12> all_facts{
    "implicit_tls", "starttls_due",    "login_due",   "rset_due", "negative",  "challenged",
    "retry_auth",   "more_recipients", "deliverable", "chunking", "chunk_due", "exhausted"};

/// A combination of facts as the table asks for them: bit n is the n-th of all_facts.
class Facts {
 public:
  constexpr explicit Facts(std::uint32_t bits) : bits_{bits} {}

  [[nodiscard]] constexpr bool implicit_tls() const { return has(0); }
  [[nodiscard]] constexpr bool starttls_due() const { return has(1); }
  [[nodiscard]] constexpr bool login_due() const { return has(2); }
  [[nodiscard]] constexpr bool rset_due() const { return has(3); }
  [[nodiscard]] constexpr bool negative() const { return has(4); }
  [[nodiscard]] constexpr bool challenged() const { return has(5); }
  [[nodiscard]] constexpr bool retry_auth() const { return has(6); }
  [[nodiscard]] constexpr bool more_recipients() const { return has(7); }
  [[nodiscard]] constexpr bool deliverable() const { return has(8); }
  [[nodiscard]] constexpr bool chunking() const { return has(9); }
  [[nodiscard]] constexpr bool chunk_due() const { return has(10); }
  [[nodiscard]] constexpr bool exhausted() const { return has(11); }

 private:
  [[nodiscard]] constexpr bool has(unsigned bit) const { return (bits_ >> bit & 1U) != 0; }

  std::uint32_t bits_;
};

inline constexpr std::uint32_t combinations = 1U << all_facts.size();

/// Combination number `bits`: bit n is the n-th fact.
constexpr Facts facts_of(std::uint32_t bits) { return Facts{bits}; }

}  // namespace postino::test
