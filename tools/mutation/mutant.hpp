// SPDX-License-Identifier: MIT
/// What sources with defects compiled in call; each source of the copy includes it first. Of the
/// defects POSTINO_MUTANT names one at run time; POSTINO_MUTANTS_REACHED names a file for an octet
/// each: whether it would have made a difference to have it. Number 0 is none.
#pragma once

#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace mutant {

inline constexpr unsigned most = 1U << 15;
inline unsigned char reached[most];

inline unsigned of_environment() {
  const char* const text = std::getenv("POSTINO_MUTANT");
  return text == nullptr ? 0 : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}
inline const unsigned number = of_environment();

struct Recorder {
  Recorder() = default;
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  ~Recorder() {
    const char* const name = std::getenv("POSTINO_MUTANTS_REACHED");
    std::FILE* const file = name == nullptr ? nullptr : std::fopen(name, "wb");
    if (file == nullptr) return;
    std::fwrite(reached, 1, sizeof reached, file);
    std::fclose(file);
  }
};
inline Recorder recorder;

/// Never in a constant expression: what the compiler computes has no defect.
[[gnu::always_inline]] constexpr bool chosen(unsigned id) {
  if (id == 0 || std::is_constant_evaluated()) return false;
  reached[id] = 1;
  return id == number;
}

template <class T>
constexpr bool flip(unsigned id, const T& value) {
  return chosen(id) != static_cast<bool>(value);
}

template <class T>
constexpr T constant(unsigned more, unsigned less, T value) {
  if (chosen(more)) return static_cast<T>(value + 1);
  if (chosen(less)) return static_cast<T>(value - 1);
  return value;
}

// Relational: the limit moved, and the opposite.
#define POSTINO_RELATION(name, op, limit, opposite)                          \
  template <class A, class B>                                                \
  constexpr auto name(unsigned near, unsigned far, const A& a, const B& b) { \
    if (chosen(near)) return a limit b;                                      \
    if (chosen(far)) return a opposite b;                                    \
    return a op b;                                                           \
  }
POSTINO_RELATION(less, <, <=, >=)
POSTINO_RELATION(less_equal, <=, <, >)
POSTINO_RELATION(greater, >, >=, <=)
POSTINO_RELATION(greater_equal, >=, >, <)
#undef POSTINO_RELATION

// One operator in place of another, where the types have both.
#define POSTINO_OPERATOR(name, op, other)                            \
  template <class A, class B>                                        \
  constexpr auto name(unsigned id, const A& a, const B& b) {         \
    if constexpr (requires {                                         \
                    { a other b } -> std::same_as<decltype(a op b)>; \
                  }) {                                               \
      if (chosen(id)) return a other b;                              \
    }                                                                \
    return a op b;                                                   \
  }
POSTINO_OPERATOR(equal, ==, !=)
POSTINO_OPERATOR(not_equal, !=, ==)
POSTINO_OPERATOR(plus, +, -)
POSTINO_OPERATOR(minus, -, +)
POSTINO_OPERATOR(times, *, /)
POSTINO_OPERATOR(divided, /, *)
POSTINO_OPERATOR(modulo, %, *)
POSTINO_OPERATOR(bit_and, &, |)
POSTINO_OPERATOR(bit_or, |, &)
POSTINO_OPERATOR(bit_xor, ^, &)
POSTINO_OPERATOR(left, <<, >>)
POSTINO_OPERATOR(right, >>, <<)
#undef POSTINO_OPERATOR

#define POSTINO_ASSIGNMENT(name, op, other)                      \
  template <class A, class B>                                    \
  constexpr decltype(auto) name(unsigned id, A& a, const B& b) { \
    if constexpr (requires { a other b; }) {                     \
      if (chosen(id)) return (a other b);                        \
    }                                                            \
    return (a op b);                                             \
  }
POSTINO_ASSIGNMENT(add, +=, -=)
POSTINO_ASSIGNMENT(take, -=, +=)
POSTINO_ASSIGNMENT(multiply, *=, /=)
POSTINO_ASSIGNMENT(divide, /=, *=)
POSTINO_ASSIGNMENT(reduce, %=, *=)
POSTINO_ASSIGNMENT(mask, &=, |=)
POSTINO_ASSIGNMENT(set, |=, &=)
POSTINO_ASSIGNMENT(invert, ^=, &=)
POSTINO_ASSIGNMENT(shift_left, <<=, >>=)
POSTINO_ASSIGNMENT(shift_right, >>=, <<=)
#undef POSTINO_ASSIGNMENT

#define POSTINO_STEP(name, expression, other)         \
  template <class A>                                  \
  constexpr decltype(auto) name(unsigned id, A&& a) { \
    if constexpr (requires { other; }) {              \
      if (chosen(id)) return (other);                 \
    }                                                 \
    return (expression);                              \
  }
POSTINO_STEP(increase, ++a, --a)
POSTINO_STEP(decrease, --a, ++a)
POSTINO_STEP(increase_after, a++, a--)
POSTINO_STEP(decrease_after, a--, a++)
POSTINO_STEP(negative, -a, +a)
POSTINO_STEP(complement, ~a, +a)
#undef POSTINO_STEP

}  // namespace mutant
