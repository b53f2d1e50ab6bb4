// SPDX-License-Identifier: MIT
/// Instructions of a piece of work, as callgrind counts them.
#pragma once

#include <valgrind/callgrind.h>

#include <cstdio>
#include <string>
#include <utility>

namespace postino::test {

/// Runs `work` and lets callgrind write down, under "name count", what it took.
template <class Work>
void counted(const std::string& name, std::size_t count, Work work) {
  const std::string label = name + "/" + std::to_string(count);
  CALLGRIND_ZERO_STATS;
  work();
  CALLGRIND_DUMP_STATS_AT(label.c_str());
}

}  // namespace postino::test
