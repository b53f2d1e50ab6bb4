// SPDX-License-Identifier: MIT
/// Lines that can be recognised octet by octet.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace postino::test {

/// A text in which {c} is one octet of the class c, {c*} any number of them and {c+} one or more:
/// n of a name, m of a mechanism, b of base64, a of an address, UTF-8 too, p of parameters, 9
/// digits.
class Pattern {
 public:
  explicit Pattern(std::string_view text);

  /// Where a match stands; 0: nowhere, it has failed.
  using Places = std::uint64_t;
  [[nodiscard]] Places begin() const { return reach(1); }
  [[nodiscard]] Places next(Places places, char octet) const;
  [[nodiscard]] bool complete(Places places) const { return (places >> parts_.size() & 1U) != 0; }

 private:
  struct Part {
    char octet = 0;      // or
    char octets_of = 0;  // a class
    bool repeats = false;
    bool optional = false;
  };
  [[nodiscard]] Places reach(Places places) const;

  std::vector<Part> parts_;
};

}  // namespace postino::test
