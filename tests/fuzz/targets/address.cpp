// SPDX-License-Identifier: MIT
// Addresses against the grammar, and what people type for one.
#include "codec/address.hpp"
#include "base/utf8.hpp"
#include "fuzz/support/fuzz.hpp"
#include "postino/mail.hpp"
#include "reference/address.hpp"

namespace postino::test {
namespace {

bool lies_in(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

void fuzz(std::string_view octets) {
  EXPECT_EQ(name(detail::check_address(octets)), name(reference_address(octets)));
  EXPECT_EQ(detail::is_utf8(octets), reference_utf8(octets));
  const Mailbox typed = Mailbox::parse(octets);
  require(lies_in(typed.address, octets) && lies_in(typed.name, octets), "views of the text");
  if (detail::check_address(octets) == Fault::None) {
    require(typed.address == octets && typed.name.empty(), "a bare address is one");
  }
  const std::string bracketed = "Pump <" + std::string{octets} + ">";
  const Mailbox named = Mailbox::parse(bracketed);
  if (detail::check_address(octets) == Fault::None) {
    require(named.address == octets, "a name and an address");
  }
}

}  // namespace postino::test
