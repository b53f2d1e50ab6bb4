// SPDX-License-Identifier: MIT
#include "message/mailboxes.hpp"

namespace postino::detail {
namespace {

// In the order of their fields.
constexpr Mailbox Mail::*singles[] = {&Mail::from, &Mail::sender, &Mail::reply_to};
constexpr Recipients Mail::*lists[] = {&Mail::to, &Mail::cc, &Mail::bcc};
constexpr std::size_t count = sizeof singles / sizeof singles[0];
static_assert(static_cast<std::size_t>(Field::To) == static_cast<std::size_t>(Field::From) + count);

}  // namespace

const Mailbox* mailbox_at(const Mail& mail, Field field, std::size_t index) {
  const std::size_t number =
      static_cast<std::size_t>(field) - static_cast<std::size_t>(Field::From);
  if (number < count) return index == 0 ? &(mail.*singles[number]) : nullptr;
  const Recipients& list = mail.*lists[number - count];
  return index < list.size() ? &list[index] : nullptr;
}

bool check_mailboxes(const Mail& mail, Fault (*rule)(const Mailbox&, Field), Error& error) {
  for (auto field = Field::From; field <= Field::Bcc;
       field = static_cast<Field>(static_cast<std::uint8_t>(field) + 1)) {
    error.field = field;
    error.index = 0;
    while (const Mailbox* mailbox = mailbox_at(mail, field, error.index)) {
      error.fault = rule(*mailbox, field);
      if (error.fault != Fault::None) return false;
      ++error.index;
    }
  }
  error.index = 0;
  return true;
}

}  // namespace postino::detail
