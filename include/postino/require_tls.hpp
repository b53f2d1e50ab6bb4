// SPDX-License-Identifier: MIT
/// TLS on the whole way, or the opposite (RFC 8689).
#pragma once

#include "postino/extension.hpp"
#include "postino/mail.hpp"
#include "postino/transport.hpp"

namespace postino {

/// The mail goes over verified TLS on every hop, or comes back. Rejected where this hop's server
/// was not verified.
class RequireTls final : public Parameters {
 public:
  /// `transport` is the client's.
  constexpr explicit RequireTls(const Transport& transport) : transport_{&transport} {}

  [[nodiscard]] const Extension& extension() const override;
  [[nodiscard]] Fault judge(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;

 private:
  const Transport* transport_;
};

/// For Mail::headers: the mail shall arrive even where later hops have policies that ask for TLS
/// (RFC 8689 3). Not together with RequireTls, which prevails.
inline constexpr Header tls_not_required{"TLS-Required", "No"};

namespace extension {
extern const Keyword require_tls;
}

}  // namespace postino
