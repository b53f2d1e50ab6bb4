// SPDX-License-Identifier: MIT
#include "c/arguments.hpp"

#include "postino/c/storage.hpp"

namespace postino::c {
namespace {

// Structures of nothing but texts are read as so many of them.
static_assert(sizeof(postino_mailbox) == 2 * sizeof(postino_text));
static_assert(sizeof(postino_header) == 2 * sizeof(postino_text));
static_assert(offsetof(postino_mail, reply_to) == 4 * sizeof(postino_text));
static_assert(offsetof(postino_login, token) == 2 * sizeof(postino_text));
static_assert(offsetof(postino_message_id, device) ==
              offsetof(postino_message_id, domain) + sizeof(postino_text));

constexpr std::size_t texts_of_senders = 6;
constexpr std::size_t texts_of_login = 3;

bool broken_list(const postino_recipients& recipients) {
  return broken(&recipients.one.address, 2) ||
         broken(as<const postino_text>(recipients.list), 2 * recipients.count);
}

bool broken_login(const postino_login& login) {
  return broken(&login.user, texts_of_login) ||
         broken(as<const void* const>(login.mechanisms.list), login.mechanisms.count);
}

}  // namespace

bool broken(const postino_text* texts, std::size_t count) {
  if (texts == nullptr) return count != 0;
  for (std::size_t i = 0; i != count; ++i) {
    if (texts[i].data == nullptr && texts[i].size != 0) return true;
  }
  return false;
}

bool broken(const void* const* pointers, std::size_t count) {
  if (pointers == nullptr) return count != 0;
  for (std::size_t i = 0; i != count; ++i) {
    if (pointers[i] == nullptr) return true;
  }
  return false;
}

postino_fault check(const postino_server* server) {
  if (server == nullptr || broken(&server->host, 1) || broken(&server->ehlo_name, 1) ||
      (server->login.given && broken_login(server->login.value)) ||
      broken(as<const void* const>(server->extensions.list), server->extensions.count)) {
    return POSTINO_FAULT_NULL_POINTER;
  }
  return server->security > POSTINO_SECURITY_NONE ||
                 server->pipelining > POSTINO_PIPELINING_ACROSS_MAILS
             ? POSTINO_FAULT_INVALID_ENUMERATOR
             : POSTINO_FAULT_NONE;
}

postino_fault check(const postino_mail* mail, const postino_composer* composer) {
  if (mail == nullptr || composer == nullptr || broken(&mail->from.address, texts_of_senders) ||
      broken_list(mail->to) || broken_list(mail->cc) || broken_list(mail->bcc) ||
      broken(&mail->subject, 1) || broken(&mail->message_id.domain, 2) ||
      broken(as<const postino_text>(mail->headers.list), 2 * mail->headers.count) ||
      broken(&mail->text.text, 1) ||
      broken(as<const void* const>(mail->parameters.list), mail->parameters.count)) {
    return POSTINO_FAULT_NULL_POINTER;
  }
  return mail->priority > POSTINO_PRIORITY_HIGH ? POSTINO_FAULT_INVALID_ENUMERATOR
                                                : POSTINO_FAULT_NONE;
}

}  // namespace postino::c
