// SPDX-License-Identifier: MIT
// RFC 2045 3 to 7 (headers of a part), RFC 2046 5.1.1 (delimiters), RFC 2183 (disposition),
// RFC 2392 2 (Content-ID), RFC 3282 (language), RFC 3834 5 (Auto-Submitted), RFC 5322 3.6.4.
#include "message/mime_heading.hpp"

#include "base/ascii.hpp"
#include "message/boundary.hpp"
#include "message/headers.hpp"
#include "message/parameters.hpp"

namespace postino::detail {
namespace {

void put_boundary(Writer& out, const Layout& layout, Multipart level) {
  write_boundary(out, layout.mail());
  out.put(static_cast<char>(level));
}

/// RFC 2046 5.1.1: the line break before it is its own.
void put_delimiter(Writer& out, const Layout& layout, Multipart level, const char* behind) {
  out.put("\r\n--");
  put_boundary(out, layout, level);
  out.put(behind);
}

const char* text_type(Part part) { return part == Part::Text ? "text/plain" : "text/html"; }

void open(Writer& out, const Layout& layout, Multipart level) {
  if (!layout.has(level)) return;
  out.put("Content-Type: multipart/");
  if (level == Multipart::Mixed) {
    out.put("mixed");
  } else if (level == Multipart::Alternative) {
    out.put("alternative");
  } else {
    // RFC 2387 3.1: the type of what the others belong to.
    out.put("related; type=\"");
    out.put(layout.has(Multipart::Alternative) ? "multipart/alternative"
                                               : text_type(layout.first()));
    out.put('"');
  }
  out.put(";\r\n boundary=\"");
  put_boundary(out, layout, level);
  out.put("\"\r\n");
  put_delimiter(out, layout, level, "\r\n");
}

void field(HeaderWriter& headers, std::string_view name, std::string_view text) {
  if (!text.empty()) headers.field(name, text);
}

/// RFC 5322 3.6.4: the mails before this one.
void put_thread(HeaderWriter& headers, const MimeContent& content) {
  if (content.in_reply_to.empty() && content.references.empty()) return;
  if (!content.in_reply_to.empty()) {
    headers.begin("In-Reply-To");
    headers.identifier(content.in_reply_to);
    headers.end();
  }
  headers.begin("References");
  for (const View& each : content.references) headers.identifier(each);
  if (content.references.empty()) headers.identifier(content.in_reply_to);
  headers.end();
}

void put_encoding(Writer& out, Encoding encoding) {
  constexpr const char* names[] = {"7bit", "quoted-printable", "8bit", "base64"};
  out.put("Content-Transfer-Encoding: ");
  out.put(names[static_cast<std::uint8_t>(encoding)]);
  out.put("\r\n");
}

void put_text_headers(HeaderWriter& headers, const Layout& layout, Part part) {
  headers.out().put("Content-Type: ");
  headers.out().put(text_type(part));
  headers.out().put("; charset=");
  headers.out().put(layout.content().charset);
  headers.end();
  field(headers, "Content-Language", layout.content().language);
}

/// A message that has to be encoded may not be called one.
std::string_view type_of(const Attachment& attachment, Encoding encoding) {
  const bool hidden = encoding == Encoding::Base64 && is_message(attachment.type);
  return hidden ? View{"application/octet-stream"} : attachment.type;
}

void put_attachment_headers(HeaderWriter& headers, const Attachment& attachment, Part part,
                            Encoding encoding, bool utf8) {
  Writer& out = headers.out();
  headers.begin("Content-Type");
  headers.word(type_of(attachment, encoding));
  if (!attachment.name.empty()) write_ascii_parameter(out, "name", attachment.name, utf8);
  out.put("\r\nContent-Disposition: ");
  const bool shown = part == Part::Inline || attachment.disposition == Disposition::Inline;
  out.put(shown ? "inline" : "attachment");
  if (!attachment.name.empty()) write_parameter(out, "filename", attachment.name, utf8);
  headers.end();
  if (!attachment.content_id.empty()) {
    headers.begin("Content-ID");
    headers.identifier(attachment.content_id);
    headers.end();
  }
  field(headers, "Content-Description", attachment.description);
  field(headers, "Content-Language", attachment.language);
}

void put_mail_headers(HeaderWriter& headers, const Layout& layout) {
  write_headers(headers, layout.mail());
  put_thread(headers, layout.content());
  const AutoSubmitted how = layout.content().auto_submitted;
  if (how != AutoSubmitted::No) {
    headers.out().put("Auto-Submitted: auto-");
    headers.out().put(how == AutoSubmitted::Replied ? "replied\r\n" : "generated\r\n");
  }
  headers.out().put("MIME-Version: 1.0\r\n");
  for (const Multipart level : {Multipart::Mixed, Multipart::Related, Multipart::Alternative}) {
    open(headers.out(), layout, level);
  }
}

/// A level ends where the part before was in another one.
void put_delimiters(Writer& out, const Layout& layout, Leaf leaf) {
  const Multipart level = layout.around(leaf.part);
  const Multipart left = layout.around(layout.before(leaf.part));
  if (leaf.index == 0 && left != level) {
    put_delimiter(out, layout, left, level == Multipart::None ? "--\r\n" : "--");
  }
  if (level != Multipart::None) put_delimiter(out, layout, level, "\r\n");
}

}  // namespace

bool is_message(std::string_view type) {
  return type.size() > 8 && equal_ignoring_case(front(type, 8), "message/");
}

void write_heading(HeaderWriter& headers, const Layout& layout, Leaf leaf, Encoding encoding,
                   bool utf8) {
  if (leaf.part == layout.first()) {
    put_mail_headers(headers, layout);
  } else {
    put_delimiters(headers.out(), layout, leaf);
  }
  if (leaf.part == Part::End) return;
  if (leaf.part <= Part::Html) {
    put_text_headers(headers, layout, leaf.part);
  } else {
    put_attachment_headers(headers, layout.attachment(leaf), leaf.part, encoding, utf8);
  }
  put_encoding(headers.out(), encoding);
  headers.end();
}

}  // namespace postino::detail
