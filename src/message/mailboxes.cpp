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

std::span<const Mailbox> mailboxes(const Mail& mail, Field field) {
  const std::size_t number =
      static_cast<std::size_t>(field) - static_cast<std::size_t>(Field::From);
  if (number < count) return {&(mail.*singles[number]), 1};
  const Recipients& list = mail.*lists[number - count];
  return {list.data(), list.size()};
}

bool check_mailboxes(const Mail& mail, Fault (*rule)(const Mailbox&, Field), Error& error) {
  for (auto field = Field::From; field <= Field::Bcc;
       field = static_cast<Field>(static_cast<std::uint8_t>(field) + 1)) {
    error.field = field;
    error.index = 0;
    for (const Mailbox& mailbox : mailboxes(mail, field)) {
      error.fault = rule(mailbox, field);
      if (error.fault != Fault::None) return false;
      ++error.index;
    }
  }
  error.index = 0;
  return true;
}

}  // namespace postino::detail
