// SPDX-License-Identifier: MIT
#include "slot.hpp"

#include <lwip/def.h>

#include <cstring>

#include "result.hpp"

namespace postino::lwip {
namespace {

/// In milliseconds, while a message is under way: nobody wakes us when connect() has another
/// address to try, or a callback that had no text has some.
constexpr std::uint32_t longest_wait = 250;

bool is_complete(const SmtpLetter& letter) {
  return letter.from != nullptr && letter.to != nullptr && letter.subject != nullptr;
}

}  // namespace

bool SmtpRoom::keep(SmtpLetter& letter) {
  std::size_t used = 0;
  for (const char** text : {&letter.from, &letter.to, &letter.subject, &letter.body}) {
    const std::size_t size = std::strlen(*text) + 1;
    if (size > sizeof copy - used) return false;
    std::memcpy(copy + used, *text, size);
    *text = copy + used;
    used += size;
  }
  return true;
}

err_t SmtpSlot::start(const SmtpSettings& settings, const SmtpLetter& letter, const Text& text,
                      const SmtpListener& listener) {
  SmtpRoom& room = *room_;
  write_ehlo_name(room.ehlo_name);
  room.settings = settings;
  room.server = room.settings.server(room.ehlo_name);
  room.mail =
      Mail{.from = {letter.from}, .to = View{letter.to}, .subject = letter.subject, .text = text};
  room.listener = listener;
  if (!client_.send(*room.server, *room.mail, plain_text)) return ERR_MEM;
  if (client_.take_report() == nullptr) return ERR_OK;
  room.settings.wipe();
  return ERR_ARG;
}

err_t SmtpSlot::start(const SmtpSettings& settings, const SmtpLetter& letter,
                      const SmtpListener& listener) {
  if (!is_complete(letter) || letter.body == nullptr) return ERR_ARG;
  return start(settings, letter, Text{View{letter.body}}, listener);
}

err_t SmtpSlot::start_copy(const SmtpSettings& settings, SmtpLetter letter,
                           const SmtpListener& listener) {
  if (!is_complete(letter) || letter.body == nullptr) return ERR_ARG;
  if (!room_->keep(letter)) return ERR_MEM;
  return start(settings, letter, listener);
}

#if SMTP_BODYDH
err_t SmtpSlot::start(const SmtpSettings& settings, const SmtpLetter& letter,
                      smtp_bodycback_fn body, const SmtpListener& listener) {
  if (!is_complete(letter) || body == nullptr) return ERR_ARG;
  body_.begin(body, listener.argument, room_->body);
  return start(settings, letter, Text{body_}, listener);
}
#endif

void SmtpSlot::poll(Millis now) {
  client_.poll(now);
  if (const Report* const report = client_.take_report()) finish(*report);
}

/// Once the listener is called the slot may carry a message of its own already.
void SmtpSlot::finish(const Report& report) {
  const SmtpResult result = result_of(report);
  const SmtpListener listener = room_->listener;
  room_->settings.wipe();
  if (listener.function == nullptr) return;
  listener.function(listener.argument, result.result, result.reply_code, result.error);
}

std::uint32_t SmtpSlot::wait(Millis now) const {
  if (client_.idle() && !client_.connected()) return 0;
  const Millis next = client_.poll_at();
  if (socket_->take_news() || now.reached(next)) return 1;
  return LWIP_MIN((next - now).value, longest_wait);
}

}  // namespace postino::lwip
