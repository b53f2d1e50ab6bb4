// SPDX-License-Identifier: MIT
// RFC 6531 3.4: SMTPUTF8, once, be it for the envelope or for the message.
#include "postino/smtp_utf8.hpp"

#include "base/utf8.hpp"
#include "message/mailboxes.hpp"

namespace postino {
namespace {

Fault ascii_rule(const Mailbox& mailbox, Field) {
  return detail::is_ascii(mailbox.address) ? Fault::None : Fault::Utf8NotOffered;
}

}  // namespace

const Extension& Utf8Headers::extension() const { return extension::smtp_utf8; }

/// With an address that needs it, it is there already.
void Utf8Headers::write_mail(Writer& out, const Mail& mail) const {
  Error ignored{};
  if (detail::check_mailboxes(mail, ascii_rule, ignored)) out.put(" SMTPUTF8");
}

namespace extension {
constinit const Keyword smtp_utf8{"SMTPUTF8"};
}

}  // namespace postino
