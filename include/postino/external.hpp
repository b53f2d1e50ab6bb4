// SPDX-License-Identifier: MIT
/// EXTERNAL (RFC 4422 appendix A): who we are is known from the connection.
#pragma once

#include "postino/mechanism.hpp"

namespace postino::sasl {

/// Login::user is the identity to act as, and may be empty: whom the client certificate names.
class External final : public Mechanism {
 public:
  constexpr External() : Mechanism{Strength::HidesSecret} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  [[nodiscard]] Objection check(const Login& credentials) const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
};

/// For a transport that shows the server a client certificate.
extern const External external;

}  // namespace postino::sasl
