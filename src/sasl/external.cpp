// SPDX-License-Identifier: MIT
// RFC 4422 appendix A: the authorization identity, or nothing.
#include "postino/external.hpp"

#include "sasl/names.hpp"

namespace postino::sasl {

std::string_view External::name() const { return "EXTERNAL"; }
bool External::has_initial_response() const { return true; }

Objection External::check(const Login& credentials) const {
  return {detail::check_text(credentials.user), Field::User};
}

bool External::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  out.put(credentials.user);
  return number == 0;
}

constinit const External external;

}  // namespace postino::sasl
