// SPDX-License-Identifier: MIT
#include "postino/mail.hpp"

#include "c/arguments.hpp"
#include "postino/c/mail.h"
#include "postino/c/storage.hpp"

namespace face = postino::c;

postino_mailbox postino_mailbox_parse(postino_text text) {
  if (face::broken(&text, 1)) text.size = 0;
  const postino::Mailbox parsed = postino::Mailbox::parse(std::string_view{text.data, text.size});
  return *face::as<const postino_mailbox>(&parsed);
}

size_t postino_message_id_write(const postino_mail* mail, char* into, size_t room) {
  if (mail == nullptr || into == nullptr || face::broken(&mail->from.address, 4) ||
      face::broken(&mail->message_id.domain, 2)) {
    return 0;
  }
  return postino::message_id(*face::as<const postino::Mail>(mail), {into, room});
}
