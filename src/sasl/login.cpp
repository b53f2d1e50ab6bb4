// SPDX-License-Identifier: MIT
// draft-murchison-sasl-login-00. Servers word the prompts as they like, so their order decides;
// and some refuse an initial response.
#include "postino/mechanism.hpp"

namespace postino::sasl {

std::string_view LoginMechanism::name() const { return "LOGIN"; }
bool LoginMechanism::has_initial_response() const { return false; }

bool LoginMechanism::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  out.put(number == 0 ? credentials.user : credentials.password);
  return number < 2;
}

constinit const LoginMechanism login;

}  // namespace postino::sasl
