// SPDX-License-Identifier: MIT
// The functions of lwip/apps/smtp.h, in place of lwIP's smtp.c. They have no argument for an
// object, so what they share is here, the one static instance of Postino.
//
// smtp_set_tls_config is missing on purpose: there is no TLS here, and what asked for it must not
// link and then go out in clear.
#include <lwip/sys.h>
#include <lwip/timeouts.h>
#include <netif/ppp/ppp_opts.h>

#include <array>
#include <utility>

#include "slot.hpp"

namespace postino::lwip {
namespace {

constexpr std::size_t slot_count = POSTINO_LWIP_SMTP_MESSAGES;
static_assert(slot_count >= 1);
static_assert(LWIP_TIMERS);
static_assert(MEMP_MEM_MALLOC || MEMP_NUM_SYS_TIMEOUT > LWIP_NUM_SYS_TIMEOUT_INTERNAL,
              "lwipopts.h: MEMP_NUM_SYS_TIMEOUT has to be one more, for a timeout of the shim's");

constinit SmtpSettings settings{};
constinit std::array<LwipSocket, slot_count> sockets{};
constinit std::array<SmtpRoom, slot_count> rooms{};

template <std::size_t... number>
constexpr std::array<SmtpSlot, slot_count> make_slots(std::index_sequence<number...>) {
  return {{SmtpSlot{sockets[number], rooms[number]}...}};
}
constinit std::array<SmtpSlot, slot_count> slots =
    make_slots(std::make_index_sequence<slot_count>());
constinit bool running = false;

void run(void*);

void run_after(std::uint32_t milliseconds) {
  sys_untimeout(run, nullptr);
  sys_timeout(milliseconds, run, nullptr);
}

/// Called within lwIP, and by calls of our own while run() is at work.
void wake(void*) {
  if (!running) run_after(0);
}

void run(void*) {
  const Millis now{sys_now()};
  std::uint32_t next = 0;
  running = true;
  for (SmtpSlot& slot : slots) slot.poll(now);
  running = false;
  for (const SmtpSlot& slot : slots) {
    const std::uint32_t wait = slot.wait(now);
    if (wait != 0 && (next == 0 || wait < next)) next = wait;
  }
  if (next != 0) run_after(next);
}

SmtpSlot* unused_slot() {
  for (std::size_t i = 0; i < slot_count; ++i) {
    if (!slots[i].idle()) continue;
    sockets[i].set_wake(wake, nullptr);
    return &slots[i];
  }
  return nullptr;
}

/// `start` is asked of a slot, if there is one.
template <class Start>
err_t begin(const Start& start) {
  LWIP_ASSERT_CORE_LOCKED();
  SmtpSlot* const slot = unused_slot();
  if (slot == nullptr) return ERR_MEM;
  const err_t error = start(*slot);
  if (error == ERR_OK) wake(nullptr);
  return error;
}

}  // namespace
}  // namespace postino::lwip

using namespace postino::lwip;

extern "C" {

err_t smtp_set_server_addr(const char* server) {
  LWIP_ASSERT_CORE_LOCKED();
  return settings.set_server(server);
}

void smtp_set_server_port(u16_t port) {
  LWIP_ASSERT_CORE_LOCKED();
  settings.port = port;
}

err_t smtp_set_auth(const char* username, const char* pass) {
  LWIP_ASSERT_CORE_LOCKED();
  return settings.set_login(username, pass);
}

err_t smtp_send_mail(const char* from, const char* to, const char* subject, const char* body,
                     smtp_result_fn callback_fn, void* callback_arg) {
  return begin([&](SmtpSlot& slot) {
    return slot.start_copy(settings, {from, to, subject, body}, {callback_fn, callback_arg});
  });
}

err_t smtp_send_mail_static(const char* from, const char* to, const char* subject, const char* body,
                            smtp_result_fn callback_fn, void* callback_arg) {
  return begin([&](SmtpSlot& slot) {
    return slot.start(settings, {from, to, subject, body}, {callback_fn, callback_arg});
  });
}

void smtp_send_mail_int(void* arg) {
  const smtp_send_request& request = *static_cast<smtp_send_request*>(arg);
  const auto send = request.static_data != 0 ? smtp_send_mail_static : smtp_send_mail;
  const err_t error = send(request.from, request.to, request.subject, request.body,
                           request.callback_fn, request.callback_arg);
  if (error == ERR_OK || request.callback_fn == nullptr) return;
  request.callback_fn(request.callback_arg, SMTP_RESULT_ERR_UNKNOWN, 0, error);
}

#if SMTP_BODYDH
err_t smtp_send_mail_bodycback(const char* from, const char* to, const char* subject,
                               smtp_bodycback_fn bodycback_fn, smtp_result_fn callback_fn,
                               void* callback_arg) {
  return begin([&](SmtpSlot& slot) {
    return slot.start(settings, {from, to, subject, nullptr}, bodycback_fn,
                      {callback_fn, callback_arg});
  });
}
#endif
}
