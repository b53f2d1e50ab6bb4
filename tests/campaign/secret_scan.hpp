// SPDX-License-Identifier: MIT
/// Looks for what is left of secrets in large pieces of memory, fast.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postino::test {

/// Finds any twelve octets in a row of a secret, and of its base64 at any alignment.
class SecretScan {
 public:
  void add(const std::string& secret);
  /// Where something of a secret lies; npos: nowhere.
  [[nodiscard]] std::size_t find(std::string_view memory) const;
  [[nodiscard]] bool empty() const { return pieces_.empty(); }

 private:
  void add_form(const std::string& form);

  std::vector<std::uint64_t> pieces_;  // seven octets each, at every seventh octet or less
  std::vector<bool> first_octets_ = std::vector<bool>(65536);
};

}  // namespace postino::test
