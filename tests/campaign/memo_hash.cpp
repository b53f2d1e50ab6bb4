// SPDX-License-Identifier: MIT
#include "campaign/memo_hash.hpp"

#include <algorithm>

namespace postino::test {

bool MemoHash::iterate(std::string_view key, std::span<char> last, std::span<char> sum,
                       std::uint32_t rounds) {
  struct Result {
    std::string last;
    std::string sum;
  };
  static std::map<std::string, Result> known;
  std::string question{key};
  question.append(last.data(), size()).append(sum.data(), size());
  question += std::to_string(rounds);
  const auto found = known.find(question);
  if (found != known.end()) {
    std::ranges::copy(found->second.last, last.begin());
    std::ranges::copy(found->second.sum, sum.begin());
    return true;
  }
  if (!hash_.iterate(key, last, sum, rounds)) return false;
  known[question] = {{last.data(), size()}, {sum.data(), size()}};
  return true;
}

}  // namespace postino::test
