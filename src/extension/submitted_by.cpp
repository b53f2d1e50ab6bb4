// SPDX-License-Identifier: MIT
// RFC 4954 5: AUTH= with a mailbox in xtext, or <>.
#include "postino/submitted_by.hpp"

#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "extension/xtext.hpp"
#include "postino/config.hpp"

namespace postino {

// RFC 4954 3: the parameter has at most 500 octets. No octet of a domain needs three.
static_assert(3 * config::max_local_part_size + 1 + config::max_domain_size <= 500);

const Extension& SubmittedBy::extension() const { return extension::submitted_by; }

Fault SubmittedBy::check(const Mail&) const {
  if (address_.empty()) return Fault::None;
  const bool fine = detail::is_ascii(address_) && detail::check_address(address_) == Fault::None;
  return fine ? Fault::None : Fault::InvalidParameter;
}

void SubmittedBy::write_mail(Writer& out, const Mail&) const {
  out.put(" AUTH=");
  if (address_.empty()) return out.put("<>");
  detail::put_xtext(out, address_);
}

namespace extension {
constinit const Keyword submitted_by{"AUTH"};
}

}  // namespace postino
