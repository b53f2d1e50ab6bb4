// SPDX-License-Identifier: MIT
// RFC 8689 2, 4.2.1: TLS first, the server verified, REQUIRETLS in what it offers behind that.
#include "postino/require_tls.hpp"

namespace postino {

const Extension& RequireTls::extension() const { return extension::require_tls; }

Fault RequireTls::judge(const Mail&) const {
  return transport_->protection() == Protection::Verified ? Fault::None : Fault::TlsRequired;
}

void RequireTls::write_mail(Writer& out, const Mail&) const { out.put(" REQUIRETLS"); }

namespace extension {
constinit const Keyword require_tls{"REQUIRETLS"};
}

}  // namespace postino
