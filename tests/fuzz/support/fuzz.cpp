// SPDX-License-Identifier: MIT
#include "fuzz/support/fuzz.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace postino::test {

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "wrong: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace postino::test

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  // GoogleTest traps, which libFuzzer does not know.
  std::signal(SIGTRAP, [](int) { std::abort(); });
  testing::GTEST_FLAG(break_on_failure) = true;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  postino::test::fuzz({reinterpret_cast<const char*>(octets), count});
  return 0;
}
