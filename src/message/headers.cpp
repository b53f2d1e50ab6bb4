// SPDX-License-Identifier: MIT
// RFC 5322 3.6 (which headers there are, how often each may be).
#include "message/headers.hpp"

#include "message/mailboxes.hpp"

namespace postino::detail {
namespace {

// In the order of their fields; each of the first three has one mailbox.
constexpr const char* mailbox_headers[] = {"From:", "Sender:", "Reply-To:", "To:", "Cc:"};
constexpr std::size_t header_count = sizeof mailbox_headers / sizeof mailbox_headers[0];
constexpr std::size_t single_count = 3;

void write_mailbox(HeaderWriter& out, const char* header, std::span<const Mailbox> all,
                   std::size_t index) {
  const Mailbox& mailbox = all[index];
  if (mailbox.address.empty()) return;
  index == 0 ? out.begin(header) : out.put(',');
  out.mailbox(mailbox);
}

void write_date_line(HeaderWriter& out, const Mail& mail) {
  if (mail.date.unix_seconds != 0) {
    out.begin("Date: ");
    write_date(out, mail.date);
  }
}

void write_subject_to_priority(HeaderWriter& out, const Mail& mail) {
  if (!mail.subject.empty()) {
    out.begin("Subject:");
    out.text(mail.subject);
  }
  if (mail.message_id.seed != 0) {
    out.begin("Message-ID: ");
    write_message_id(out, mail);
  }
  if (mail.priority != Priority::Normal) out.begin(priority_lines(mail.priority));
}

void write_own(HeaderWriter& out, const Header& header) {
  out.begin("");
  out.put(header.name);
  out.put(':');
  out.text(header.value);
}

}  // namespace

// What there is one of belongs to the piece of the first item after it.
bool write_header(HeaderWriter& out, const Mail& mail, std::size_t& number) {
  const bool first = number == 0;
  if (first) write_date_line(out, mail);
  for (std::size_t i = first ? 0 : single_count; i < header_count; ++i) {
    const auto field = static_cast<Field>(static_cast<std::size_t>(Field::From) + i);
    const std::span<const Mailbox> all = mailboxes(mail, field);
    if (number >= all.size()) {
      number -= all.size();
    } else {
      write_mailbox(out, mailbox_headers[i], all, number);
      if (i >= single_count) return true;
    }
  }
  if (number == 0) write_subject_to_priority(out, mail);
  if (number < mail.headers.size()) {
    write_own(out, mail.headers[number]);
    return true;
  }
  number -= mail.headers.size();
  return false;
}

}  // namespace postino::detail
