// SPDX-License-Identifier: MIT
// RFC 5322 3.6 (which headers there are, how often each may be).
#include "message/headers.hpp"

namespace postino::detail {
namespace {

void mailbox_field(HeaderWriter& headers, std::string_view name, const Mailbox& mailbox) {
  if (mailbox.address.empty()) return;
  headers.begin(name);
  headers.mailbox(mailbox.address, mailbox.name, "");
  headers.end();
}

void recipients_field(HeaderWriter& headers, std::string_view name, const Recipients& list) {
  if (list.size() == 0) return;
  headers.begin(name);
  for (std::size_t i = 0; i < list.size(); ++i) {
    headers.mailbox(list[i].address, list[i].name, i + 1 < list.size() ? "," : "");
  }
  headers.end();
}

}  // namespace

void write_headers(HeaderWriter& headers, const Mail& mail) {
  if (mail.date.unix_seconds != 0) {
    headers.out().put("Date: ");
    write_date(headers.out(), mail.date);
    headers.end();
  }
  mailbox_field(headers, "From", mail.from);
  mailbox_field(headers, "Sender", mail.sender);
  mailbox_field(headers, "Reply-To", mail.reply_to);
  recipients_field(headers, "To", mail.to);
  recipients_field(headers, "Cc", mail.cc);
  if (!mail.subject.empty()) headers.field("Subject", mail.subject);
  if (mail.message_id.seed != 0) {
    headers.out().put("Message-ID: ");
    write_message_id(headers.out(), mail);
    headers.end();
  }
  if (mail.priority != Priority::Normal) {
    headers.out().put(mail.priority == Priority::High
                          ? std::string_view{"X-Priority: 1\r\nImportance: high\r\n"}
                          : std::string_view{"X-Priority: 5\r\nImportance: low\r\n"});
  }
  for (const Header& header : mail.headers) headers.field(header.name, header.value);
}

}  // namespace postino::detail
