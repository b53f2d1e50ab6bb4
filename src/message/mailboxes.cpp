// SPDX-License-Identifier: MIT
#include "message/mailboxes.hpp"

namespace postino::detail {
namespace {

const Recipients& recipients(const Mail& mail, Field field) {
  if (field == Field::To) return mail.to;
  return field == Field::Cc ? mail.cc : mail.bcc;
}

}  // namespace

std::span<const Mailbox> mailboxes(const Mail& mail, Field field) {
  if (field == Field::From) return {&mail.from, 1};
  if (field == Field::Sender) return {&mail.sender, 1};
  if (field == Field::ReplyTo) return {&mail.reply_to, 1};
  const Recipients& list = recipients(mail, field);
  return {list.data(), list.size()};
}

bool check_mailboxes(const Mail& mail, Fault (*rule)(const Mailbox&, Field), Error& error) {
  error.index = 0;
  for (auto field = Field::From; field <= Field::Bcc;
       field = static_cast<Field>(static_cast<std::uint8_t>(field) + 1)) {
    error.field = field;
    const std::span<const Mailbox> all = mailboxes(mail, field);
    for (const Mailbox& mailbox : all) {
      error.fault = rule(mailbox, field);
      if (error.fault != Fault::None) {
        error.index = static_cast<std::uint16_t>(&mailbox - all.data());
        return false;
      }
    }
  }
  return true;
}

}  // namespace postino::detail
