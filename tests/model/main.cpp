// SPDX-License-Identifier: MIT
// The command line of `model`; docs/testing.md tells of it.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "model/command.hpp"

namespace postino::model {
namespace {

constexpr int usage_error = 64;

constexpr const char* usage =
    "model --seeds A..B,... [--reach docs/state-machine.md]   plays them all\n"
    "model --seed N                                       plays one and prints what happens\n"
    "model --replay N:STEP,STEP,...                       the same, made simpler\n"
    "model --hashes A..B                                  two hashes of each\n"
    "model --compare PROGRAM [A..B]                       the first difference of two builds\n"
    "model --golden write|check FILE                      the hashes of the first 100 000\n"
    "A seed without a kind is of an honest server: addresses:42, small:0..9, lying:7, tls:3\n";

/// "N:STEP,STEP", or "lying:N:STEP,STEP".
bool replay(const std::string& text) {
  char* rest = nullptr;
  const Seed seed = seed_of(text.c_str(), &rest);
  std::vector<Step> simpler;
  while (*rest != '\0') simpler.push_back(static_cast<Step>(std::strtoul(rest + 1, &rest, 10)));
  return show(seed, simpler);
}

int run(std::span<const char* const> arguments) {
  const std::string what = arguments.size() > 1 ? arguments[0] : "";
  const std::string first = arguments.size() > 1 ? arguments[1] : "";
  const std::string second = arguments.size() > 2 ? arguments[2] : "";
  if (what == "--seeds") {
    const bool reach = second == "--reach" && arguments.size() > 3;
    return play_all(all_seeds_of(first), reach ? arguments[3] : "") ? 0 : 1;
  }
  if (what == "--seed" || what == "--replay") return replay(first) ? 0 : 1;
  if (what == "--hashes") {
    print_hashes(seeds_of(first));
    return 0;
  }
  if (what == "--compare") {
    return compare(second.empty() ? Seeds{Kind::Honest, 0, 100000} : seeds_of(second), first) ? 0
                                                                                              : 1;
  }
  if (what == "--golden" && first == "write") return write_golden(second) ? 0 : 1;
  if (what == "--golden" && first == "check") return check_golden(second) ? 0 : 1;
  std::fputs(usage, stderr);
  return usage_error;
}

}  // namespace
}  // namespace postino::model

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOFBF, 1U << 16);
  return postino::model::run({argv + 1, static_cast<std::size_t>(argc - 1)});
}
