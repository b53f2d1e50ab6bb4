// SPDX-License-Identifier: MIT
// RFC 4954 5: AUTH= with a mailbox in xtext, or <>.
#include "postino/submitted_by.hpp"

#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "extension/xtext.hpp"

namespace postino {

const Extension& SubmittedBy::extension() const { return extension::submitted_by; }

Fault SubmittedBy::check(const Mail&) const {
  if (address_.empty()) return Fault::None;
  constexpr std::size_t max_size = 500;
  Writer length{{}, 0};
  detail::put_xtext(length, address_);
  const bool fine = detail::is_ascii(address_) && detail::check_address(address_) == Fault::None &&
                    length.total() <= max_size;
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
