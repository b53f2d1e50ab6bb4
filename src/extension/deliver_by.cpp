// SPDX-License-Identifier: MIT
// RFC 2852: BY, and the least time of a server, which holds for by-mode R.
#include "postino/deliver_by.hpp"

#include "extension/xtext.hpp"

namespace postino {

std::string_view DeliverBy::keyword() const { return "DELIVERBY"; }

void DeliverBy::forget() const { *offer_ = {}; }

void DeliverBy::offered(std::string_view word) const {
  static_cast<void>(detail::read_number(word, offer_->min_seconds));
}

Fault DeliverWithin::check(const Mail&) const {
  const bool fine = deadline_.seconds != 0 && deadline_.seconds <= detail::max_seconds;
  return fine ? Fault::None : Fault::InvalidParameter;
}

Fault DeliverWithin::judge(const Mail&) const {
  const bool in_time =
      deadline_.then == AtDeadline::Notify || deadline_.seconds >= extension_->offer().min_seconds;
  return in_time ? Fault::None : Fault::LimitExceeded;
}

void DeliverWithin::write_mail(Writer& out, const Mail&) const {
  out.put(" BY=");
  out.put_number(deadline_.seconds);
  out.put(deadline_.then == AtDeadline::Return ? ";R" : ";N");
  if (deadline_.trace) out.put('T');
}

}  // namespace postino
