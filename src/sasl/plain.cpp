// SPDX-License-Identifier: MIT
// RFC 4616 2: [authzid] NUL authcid NUL passwd.
#include "postino/mechanism.hpp"

namespace postino::sasl {

std::string_view Plain::name() const { return "PLAIN"; }
bool Plain::has_initial_response() const { return true; }

bool Plain::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  out.put('\0');
  out.put(credentials.user);
  out.put('\0');
  out.put(credentials.password);
  return number == 0;
}

constinit const Plain plain;

}  // namespace postino::sasl
