// SPDX-License-Identifier: MIT
/// RFC 5321 4.2 once more, apart from the library's own reading of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace postino::test {

struct HeardReply {
  int code = 0;  ///< 0: not one of the grammar.
  std::vector<std::string> lines;
};

class ReplyReader {
 public:
  /// The reply that ends with `octet`.
  std::optional<HeardReply> take(char octet);
  /// Whether a reply has begun and not ended.
  [[nodiscard]] bool midway() const { return !line_.empty() || !reply_.lines.empty(); }

 private:
  std::string line_;
  HeardReply reply_{};
};

}  // namespace postino::test
