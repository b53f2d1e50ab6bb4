// SPDX-License-Identifier: MIT
// The reader of an EHLO reply against one that splits it into lines and words.
#include "reference/capabilities.hpp"
#include "fuzz/support/fuzz.hpp"

namespace postino::test {

void fuzz(std::string_view octets) {
  static const NamedMechanism scram{"SCRAM-SHA-256-PLUS"};
  static const NamedMechanism longest{"ABCDEFGHIJKLMNOPQRST"};
  static const Mechanism* const allowed[] = {&sasl::plain, &scram, &sasl::login, &longest};
  std::string text;
  for (const char octet : octets) {
    if (octet != '\0' && octet != '\r') text += octet;
  }
  text += "\n";  // a reply ends with its line
  EXPECT_EQ(offer_of(text, allowed), reference_offer(text, allowed));
}

}  // namespace postino::test
