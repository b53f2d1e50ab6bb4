// SPDX-License-Identifier: MIT
// What would break a header: RFC 5322 2.2 (no CR, LF or NUL in a body), 2.2 (names), RFC 3629.
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "codec/findings.hpp"
#include "message/headers.hpp"
#include "postino/composer.hpp"
#include "postino/config.hpp"

namespace postino {
namespace {

/// Headers that a Mail's own fields write, or that must not be seen.
constexpr const char* own_headers[] = {"Date",       "From",       "Sender",     "Reply-To",
                                       "To",         "Cc",         "Bcc",        "Subject",
                                       "Message-ID", "X-Priority", "Importance", "MIME-Version"};

void check_names(detail::Findings& found, const Recipients& list, Field field) {
  for (std::size_t i = 0; i < list.size(); ++i) found.text(list[i].name, field, i);
}

/// RFC 5322 2.2: printable ASCII but the colon. One with a dot in front would begin a line that
/// transparency has to change.
bool is_header_name(std::string_view name) {
  if (name.empty() || name.front() == '.') return false;
  for (const char octet : name) {
    if (octet <= ' ' || octet >= 0x7f || octet == ':') return false;
  }
  for (const char* own : own_headers) {
    if (detail::equal_ignoring_case(name, own)) return false;
  }
  return name.size() < 8 || !detail::equal_ignoring_case(detail::front(name, 8), "Content-");
}

}  // namespace

Error detail::check_headers(const Mail& mail) {
  detail::Findings found{};
  found.text(mail.from.name, Field::From);
  found.text(mail.sender.name, Field::Sender);
  found.text(mail.reply_to.name, Field::ReplyTo);
  check_names(found, mail.to, Field::To);
  check_names(found, mail.cc, Field::Cc);
  check_names(found, mail.bcc, Field::Bcc);
  found.text(mail.subject, Field::Subject);
  if (mail.date.utc_offset_minutes <= -1440 || mail.date.utc_offset_minutes >= 1440) {
    found.note(Fault::InvalidDate, Field::Date);
  }
  const std::string_view domain = mail.message_id.domain;
  if (domain.size() > config::domain_octets) {
    found.note(Fault::NameTooLong, Field::MessageIdDomain);
  }
  if (!domain.empty() && !(detail::is_domain_name(domain) && detail::is_ascii(domain))) {
    found.note(Fault::InvalidName, Field::MessageIdDomain);
  }
  for (std::size_t i = 0; i < mail.headers.size(); ++i) {
    if (!is_header_name(mail.headers[i].name)) {
      found.note(Fault::InvalidHeaderName, Field::HeaderName, i);
    }
    if (mail.headers[i].name.size() > config::header_name_octets) {
      found.note(Fault::HeaderTooLong, Field::HeaderName, i);
    }
    found.text(mail.headers[i].value, Field::HeaderValue, i);
  }
  return found.error;
}

Error TextComposer::check(const Mail& mail) const { return detail::check_headers(mail); }

}  // namespace postino
