// SPDX-License-Identifier: MIT
/// Texts that have broken mail clients.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace postino::test {

struct BodyCase {
  const char* name;
  std::string text;
};

inline void PrintTo(const BodyCase& body, std::ostream* out) { *out << body.name; }

[[nodiscard]] std::vector<BodyCase> bodies();

}  // namespace postino::test
