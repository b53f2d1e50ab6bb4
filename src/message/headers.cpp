// SPDX-License-Identifier: MIT
// RFC 5322 3.6 (which headers there are, how often each may be).
#include "message/headers.hpp"

#include "message/mailboxes.hpp"

namespace postino::detail {
namespace {

constexpr const char* mailbox_headers[] = {"From:", "Sender:", "Reply-To:", "To:", "Cc:"};

void write_mailboxes(HeaderWriter& out, const Mail& mail, Field field, const char* header) {
  const std::span<const Mailbox> all = mailboxes(mail, field);
  if (all.empty() || all.front().address.empty()) return;
  out.begin(header);
  for (const Mailbox& mailbox : all) {
    if (&mailbox != all.data()) out.put(',');
    out.mailbox(mailbox);
  }
}

}  // namespace

void write_headers(HeaderWriter& out, const Mail& mail) {
  if (mail.date.unix_seconds != 0) {
    out.begin("Date: ");
    write_date(out, mail.date);
  }
  auto field = static_cast<std::uint8_t>(Field::From);
  for (const char* header : mailbox_headers) {
    write_mailboxes(out, mail, static_cast<Field>(field++), header);
  }
  if (!mail.subject.empty()) {
    out.begin("Subject:");
    out.text(mail.subject);
  }
  if (mail.message_id.seed != 0) {
    out.begin("Message-ID: ");
    write_message_id(out, mail);
  }
  if (mail.priority != Priority::Normal) out.begin(priority_lines(mail.priority));
  for (const Header& header : mail.headers) {
    out.begin("");
    out.put(header.name);
    out.put(':');
    out.text(header.value);
  }
}

}  // namespace postino::detail
