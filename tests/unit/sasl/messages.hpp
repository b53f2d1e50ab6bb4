// SPDX-License-Identifier: MIT
/// What a mechanism says.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

#include "postino/mechanism.hpp"

namespace postino::test {

/// Message `number`, nullopt when there is none; the same in parts of any size.
inline std::optional<std::string> message(const Mechanism& mechanism, const Login& login,
                                          std::uint8_t number) {
  std::string whole(1024, '#');
  Writer all{whole, 0};
  const bool exists = mechanism.write(login, number, all);
  if (!exists) return std::nullopt;
  EXPECT_TRUE(all.complete());
  whole.resize(all.written());
  for (std::size_t room = 1; room <= whole.size(); ++room) {
    std::string joined;
    while (joined.size() < whole.size()) {
      std::string part(room, '#');
      Writer out{part, joined.size()};
      EXPECT_TRUE(mechanism.write(login, number, out));
      EXPECT_EQ(out.total(), whole.size());
      if (out.written() == 0) break;
      joined += part.substr(0, out.written());
    }
    EXPECT_EQ(joined, whole) << "in parts of " << room;
  }
  return whole;
}

}  // namespace postino::test
