// SPDX-License-Identifier: MIT
// docs/mistakes.md: those mistakes that only the library can show. tests/interop/mistakes_test.py
// has the others.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

/// The section of the page with this number.
std::string section(int number) {
  std::ifstream file{POSTINO_MISTAKES_PAGE};
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  const std::size_t begin = page.find("\n## " + std::to_string(number) + ". ");
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

std::string report_line(const Sent& sent) {
  const auto quoted = [](std::string_view word) { return "`" + std::string{word} + "`"; };
  return "\nReport: " + quoted(name(sent.outcome)) + ", " + quoted(name(sent.error.fault)) + ", " +
         quoted(name(sent.error.phase)) + ", " + std::to_string(sent.error.code) + ".\n";
}

TEST(Mistakes, NoClock) {
  TlsBench bench{{.identity = server_identity()}};
  bench.settings.clock = nullptr;
  const std::string line = report_line(bench.send());
  EXPECT_NE(section(7).find(line), std::string::npos) << line << section(7);
}

TEST(Mistakes, AHeapThatIsTooSmall) {
  TlsBench bench{{.identity = server_identity()}, {}, 16 * 1024};
  const std::string line = report_line(bench.send());
  EXPECT_NE(section(10).find(line), std::string::npos) << line << section(10);
}

}  // namespace
}  // namespace postino::test
