// SPDX-License-Identifier: MIT
#include "postino/mail.hpp"

#include "message/mailboxes.hpp"

namespace postino {
namespace {

// In the order of their fields.
constexpr Mailbox Mail::*singles[] = {&Mail::from, &Mail::sender, &Mail::reply_to};
constexpr Recipients Mail::*lists[] = {&Mail::to, &Mail::cc, &Mail::bcc};
constexpr std::size_t count = sizeof singles / sizeof singles[0];

}  // namespace

std::size_t Mail::recipient_count() const { return to.size() + cc.size() + bcc.size(); }

const Recipient& Mail::recipient(std::size_t index) const {
  const Recipients* list = &to;
  while (index >= list->size()) {
    index -= list->size();
    list = list == &to ? &cc : &bcc;
  }
  return (*list)[index];
}

const Mailbox* detail::mailbox_at(const Mail& mail, Field field, std::size_t index) {
  const std::size_t number =
      static_cast<std::size_t>(field) - static_cast<std::size_t>(Field::From);
  if (number < count) {
    const Mailbox& single = mail.*singles[number];
    return index != 0 || single.address.empty() ? nullptr : &single;
  }
  const Recipients& list = mail.*lists[number - count];
  return index < list.size() ? &list[index] : nullptr;
}

std::string_view Mail::origin() const {
  return sender.address.empty() ? from.address : sender.address;
}

}  // namespace postino
