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

/// RFC 2046 5.1.1: the line break before it is its own. The one behind it is that of the header
/// that follows.
void put_delimiter(Writer& out, const Layout& layout, Multipart level) {
  out.put("\r\n--");
  put_boundary(out, layout, level);
}

const char* text_type(Part part) { return part == Part::Text ? "text/plain" : "text/html"; }

void open(HeaderWriter& out, const Layout& layout, Multipart level) {
  if (!layout.has(level)) return;
  out.begin("Content-Type: multipart/");
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
  put_delimiter(out, layout, level);
}

void put_field(HeaderWriter& out, const char* name, const View& text) {
  if (text.empty()) return;
  out.begin(name);
  out.text(text);
}

/// A blank and "<text>"; it may have its brackets already.
void put_identifier(HeaderWriter& out, std::string_view text) {
  const bool bracketed = text.front() == '<';
  out.fold(text.size() + (bracketed ? 0 : 2));
  if (!bracketed) out.put('<');
  out.put(text);
  if (!bracketed) out.put('>');
}

/// RFC 5322 3.6.4: the messages before this one, each of them a piece. Returns whether there are so
/// many.
bool put_thread(HeaderWriter& out, const MimeContent& content, std::size_t number) {
  std::span<const View> before = content.references;
  if (before.empty() && !content.in_reply_to.empty()) before = {&content.in_reply_to, 1};
  if (number >= before.size()) return false;
  if (number == 0) {
    if (!content.in_reply_to.empty()) {
      out.begin("In-Reply-To:");
      put_identifier(out, content.in_reply_to);
    }
    out.begin("References:");
  }
  put_identifier(out, before[number]);
  return true;
}

/// Returns whether that was a piece of its own; what is not begins the heading's last one.
bool put_mail_headers(HeaderWriter& out, const Layout& layout, std::size_t number) {
  if (write_header(out, layout.mail(), number)) return true;
  if (put_thread(out, layout.content(), number)) return true;
  const AutoSubmitted how = layout.content().auto_submitted;
  if (how != AutoSubmitted::No) {
    out.begin(how == AutoSubmitted::Replied ? "Auto-Submitted: auto-replied"
                                            : "Auto-Submitted: auto-generated");
  }
  out.begin("MIME-Version: 1.0");
  for (const Multipart level : {Multipart::Mixed, Multipart::Related, Multipart::Alternative}) {
    open(out, layout, level);
  }
  return false;
}

/// A level ends where the part before was in another one.
void put_delimiters(Writer& out, const Layout& layout, Leaf leaf) {
  const Multipart level = layout.around(leaf.part);
  const Multipart left = layout.around(layout.before(leaf.part));
  if (leaf.index == 0 && left != level) {
    put_delimiter(out, layout, left);
    out.put("--");
    if (level == Multipart::None) out.put("\r\n");
  }
  if (level != Multipart::None) put_delimiter(out, layout, level);
}

void put_text_headers(HeaderWriter& out, const Layout& layout, Part part) {
  out.begin("Content-Type: ");
  out.put(text_type(part));
  out.put("; charset=");
  out.put(layout.content().charset);
  put_field(out, "Content-Language:", layout.content().language);
}

/// A message that has to be encoded may not be called one.
View type_of(const Attachment& attachment, TransferEncoding encoding) {
  const bool hidden = encoding == TransferEncoding::Base64 && is_message(attachment.type);
  return hidden ? View{"application/octet-stream"} : attachment.type;
}

void put_attachment_headers(HeaderWriter& out, const Attachment& attachment, Part part,
                            TransferEncoding encoding, bool utf8) {
  const View& name = attachment.name;
  const View type = type_of(attachment, encoding);
  out.begin("Content-Type:");
  out.fold(type.size());
  out.put(type);
  if (!name.empty()) write_ascii_parameter(out, "name", name, utf8);
  const bool shown = part == Part::Inline || attachment.disposition == Disposition::Inline;
  out.begin(shown ? "Content-Disposition: inline" : "Content-Disposition: attachment");
  if (!name.empty()) write_parameter(out, "filename", name, utf8);
  if (!attachment.content_id.empty()) {
    out.begin("Content-ID:");
    put_identifier(out, attachment.content_id);
  }
  put_field(out, "Content-Description:", attachment.description);
  put_field(out, "Content-Language:", attachment.language);
}

}  // namespace

bool is_message(std::string_view type) {
  return type.size() > 8 && equal_ignoring_case(front(type, 8), "message/");
}

bool write_heading(HeaderWriter& out, const Layout& layout, Leaf leaf, TransferEncoding encoding,
                   bool utf8, std::size_t number) {
  constexpr const char* encodings[] = {"7bit", "quoted-printable", "8bit", "base64", "binary"};
  if (leaf.part == layout.first()) {
    if (put_mail_headers(out, layout, number)) return true;
  } else {
    put_delimiters(out, layout, leaf);
  }
  if (leaf.part == Part::End) return false;
  if (leaf.part <= Part::Html) {
    put_text_headers(out, layout, leaf.part);
  } else {
    put_attachment_headers(out, layout.attachment(leaf), leaf.part, encoding, utf8);
  }
  out.begin("Content-Transfer-Encoding: ");
  out.put(encodings[static_cast<std::uint8_t>(encoding)]);
  out.end();
  return false;
}

}  // namespace postino::detail
