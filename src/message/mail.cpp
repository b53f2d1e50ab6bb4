// SPDX-License-Identifier: MIT
#include "postino/mail.hpp"

namespace postino {

std::size_t Mail::recipient_count() const { return to.size() + cc.size() + bcc.size(); }

const Recipient& Mail::recipient(std::size_t index) const {
  const Recipients* list = &to;
  while (index >= list->size()) {
    index -= list->size();
    list = list == &to ? &cc : &bcc;
  }
  return (*list)[index];
}

const View& Mail::origin() const { return sender.address.empty() ? from.address : sender.address; }

const View& Mail::reverse_path() const {
  static constexpr View nobody{};
  return null_reverse_path ? nobody : origin();
}

}  // namespace postino
