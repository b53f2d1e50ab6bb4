// SPDX-License-Identifier: MIT
// What would break a MIME header: RFC 2045 5.1 (types), RFC 5322 2.2 and 3.6.4 (identifiers).
#include "base/ascii.hpp"
#include "base/count.hpp"
#include "codec/header_text.hpp"
#include "message/headers.hpp"
#include "postino/config.hpp"
#include "postino/mime.hpp"

namespace postino {
namespace {

/// The first thing wrong among many.
struct Findings {
  Error error{};

  void note(Fault fault, Field field, std::size_t index = 0) {
    if (error.fault != Fault::None || fault == Fault::None) return;
    error.fault = fault;
    error.field = field;
    error.index = static_cast<std::uint16_t>(index);
  }
};

/// In capitals, for index_in().
constexpr const char* mime_headers = "AUTO-SUBMITTED IN-REPLY-TO REFERENCES ";
constexpr std::size_t mime_header_count = 3;

constexpr detail::NameOctets charset_octets{"-_.:+"};
constexpr detail::NameOctets language_octets{"-, "};
constexpr detail::NameOctets token_octets{"!#$&-^_.+"};

/// RFC 2045 5.1, as registered names have it.
bool is_token(std::string_view text) {
  return !text.empty() && detail::is_name(text, token_octets);
}

bool is_printable(std::string_view text) {
  for (const char octet : text) {
    if (octet < ' ' || octet >= 0x7f) return false;
  }
  return true;
}

/// "text/csv", and parameters of the caller's behind it. A multipart has parts of its own.
Fault check_type(std::string_view type) {
  if (type.size() > config::max_mime_field_size) return Fault::NameTooLong;
  if (!is_printable(type)) return Fault::InvalidType;
  const std::size_t slash = type.find('/');
  if (slash == std::string_view::npos) return Fault::InvalidType;
  const std::string_view main = detail::front(type, slash);
  const std::string_view rest = detail::behind(type, slash + 1);
  const std::size_t end = rest.find(';');
  const std::string_view sub = end == std::string_view::npos ? rest : detail::front(rest, end);
  const bool valid = is_token(main) && is_token(sub) && rest.back() != ';';
  return valid && !detail::equal_ignoring_case(main, "multipart") ? Fault::None
                                                                  : Fault::InvalidType;
}

/// Printable ASCII without blanks, in angle brackets or not.
Fault check_identifier(std::string_view text) {
  if (text.size() > config::max_mime_field_size) return Fault::NameTooLong;
  if (!text.empty() && text.front() == '<') {
    if (text.back() != '>') return Fault::InvalidIdentifier;
    text = detail::front(detail::behind(text, 1), text.size() - 2);
  }
  const bool valid = !text.empty() && is_printable(text) && !detail::contains(text, ' ') &&
                     !detail::contains(text, '<') && !detail::contains(text, '>');
  return valid ? Fault::None : Fault::InvalidIdentifier;
}

/// A character set, or languages.
Fault check_name(std::string_view text, const detail::NameOctets& octets) {
  if (text.size() > config::max_mime_field_size) return Fault::NameTooLong;
  return detail::is_name(text, octets) ? Fault::None : Fault::InvalidType;
}

Fault check_size(std::string_view octets) {
  return detail::is_countable(octets.size()) ? Fault::None : Fault::ContentTooLarge;
}

void check_all(Findings& found, const Borrowed<Attachment>& list, Field field) {
  if (list.size() > config::max_parts) found.note(Fault::TooManyParts, field, config::max_parts);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Attachment& each = list[i];
    found.note(check_size(each.content.view()), field, i);
    found.note(detail::check_header_text(each.name), field, i);
    found.note(detail::check_header_text(each.description), field, i);
    found.note(check_type(each.type), field, i);
    if (!each.content_id.empty() || field == Field::Inlines) {
      found.note(check_identifier(each.content_id), field, i);
    }
    found.note(check_name(each.language, language_octets), field, i);
  }
}

void check_names(Findings& found, const Mail& mail) {
  for (std::size_t i = 0; i < mail.headers.size(); ++i) {
    if (detail::index_in(mime_headers, mail.headers[i].name) != mime_header_count) {
      found.note(Fault::InvalidHeaderName, Field::HeaderName, i);
    }
  }
}

}  // namespace

Error MimeComposer::check(const Mail& mail) const {
  Findings found{};
  found.error = detail::check_headers(mail);
  check_names(found, mail);
  found.note(check_size(content_.html.view()), Field::Text);
  found.note(
      content_.charset.empty() ? Fault::InvalidType : check_name(content_.charset, charset_octets),
      Field::Charset);
  found.note(check_name(content_.language, language_octets), Field::Language);
  if (!content_.in_reply_to.empty()) {
    found.note(check_identifier(content_.in_reply_to), Field::InReplyTo);
  }
  for (std::size_t i = 0; i < content_.references.size(); ++i) {
    found.note(check_identifier(content_.references[i]), Field::References, i);
  }
  check_all(found, content_.inlines, Field::Inlines);
  check_all(found, content_.attachments, Field::Attachments);
  return found.error;
}

}  // namespace postino
