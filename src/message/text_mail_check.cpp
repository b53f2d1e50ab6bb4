// SPDX-License-Identifier: MIT
// What would break a header: RFC 5322 2.2 (no CR, LF or NUL in a body), 2.2 (names), RFC 3629.
#include "base/ascii.hpp"
#include "base/count.hpp"
#include "base/smaller.hpp"
#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "codec/header_text.hpp"
#include "message/headers.hpp"
#include "message/mailboxes.hpp"
#include "postino/composer.hpp"
#include "postino/config.hpp"

namespace postino {
namespace {

/// Headers that a Mail's own fields write, or that must not be seen.
constexpr const char* own_headers =
    "DATE FROM SENDER REPLY-TO TO CC BCC SUBJECT MESSAGE-ID X-PRIORITY IMPORTANCE MIME-VERSION ";
constexpr std::size_t own_header_count = 12;
constexpr const char* own_prefix = "CONTENT- ";
constexpr std::size_t prefix_octets = 8;

/// RFC 5322 2.2: printable ASCII but the colon. One with a dot in front would begin a line that
/// transparency has to change.
bool is_header_name(const View& name) {
  if (name.empty() || name[0] == '.') return false;
  for (const char octet : name) {
    if (octet <= ' ' || octet >= 0x7f || octet == ':') return false;
  }
  const std::string_view prefix = detail::front(name, detail::smaller(prefix_octets, name.size()));
  return detail::index_in(own_headers, name) == own_header_count &&
         detail::index_in(own_prefix, prefix) != 0;
}

Fault name_rule(const Mailbox& mailbox, Field) { return detail::check_header_text(mailbox.name); }

Fault check_domain(const View& domain) {
  if (domain.size() > config::max_domain_size) return Fault::NameTooLong;
  const bool fine = domain.empty() || (detail::is_domain_name(domain) && detail::is_ascii(domain));
  return fine ? Fault::None : Fault::InvalidName;
}

Fault check_header_name(const View& name) {
  if (!is_header_name(name)) return Fault::InvalidHeaderName;
  return name.size() > config::max_header_name_size ? Fault::HeaderTooLong : Fault::None;
}

/// Those that there is one of, and that are no mailbox.
void check_single_fields(const Mail& mail, Error& error) {
  const int offset = mail.date.utc_offset_minutes;
  error.field = Field::Subject;
  error.fault = detail::check_header_text(mail.subject);
  if (error.fault != Fault::None) return;
  error.field = Field::Text;
  if (!detail::is_countable(mail.text.view().size())) error.fault = Fault::ContentTooLarge;
  if (error.fault != Fault::None) return;
  error.field = Field::Date;
  if (offset <= -1440 || offset >= 1440) error.fault = Fault::InvalidDate;
  if (error.fault != Fault::None) return;
  error.field = Field::MessageIdDomain;
  error.fault = check_domain(mail.message_id.domain);
  if (error.fault != Fault::None || mail.message_id.seed == 0) return;
  error.field = Field::MessageIdSeed;
  if (!detail::is_unique(mail)) error.fault = Fault::SeedNotUnique;
}

void check_header(const Header& header, Error& error) {
  error.field = Field::HeaderName;
  error.fault = check_header_name(header.name);
  if (error.fault != Fault::None) return;
  error.field = Field::HeaderValue;
  error.fault = detail::check_header_text(header.value);
  if (error.fault == Fault::None) ++error.index;
}

}  // namespace

Error detail::check_headers(const Mail& mail) {
  Error error{};
  if (!detail::check_mailboxes(mail, name_rule, error)) return error;
  check_single_fields(mail, error);
  for (const Header& header : mail.headers) {
    if (error.fault != Fault::None) break;
    check_header(header, error);
  }
  return error;
}

Error TextComposer::check(const Mail& mail) const { return detail::check_headers(mail); }

}  // namespace postino
