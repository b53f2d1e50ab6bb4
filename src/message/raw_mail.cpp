// SPDX-License-Identifier: MIT
// A message that somebody else composed: RFC 5321 2.3.8, 4.5.2 and RFC 6152 3 still hold for it.
#include "message/as_is.hpp"

namespace postino {

Error RawComposer::check(const Mail& mail) const {
  Field unwritten = detail::unwritten_field(mail);
  if (!mail.subject.empty()) unwritten = Field::Subject;
  if (mail.priority != Priority::Normal) unwritten = Field::Priority;
  return detail::check_as_is(mail, unwritten);
}

ContentFacts RawComposer::begin(Composition& composition) const {
  return detail::begin_as_is(composition);
}

Transfer RawComposer::pull(Composition& composition, std::span<char> into) const {
  return detail::pull_as_is(composition, into);
}

constinit const RawComposer raw_mail;

}  // namespace postino
