// SPDX-License-Identifier: MIT
#include "lwip/apps/smtp.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/sys.h"
#include "mail.hpp"

namespace board {
namespace {

constinit bool over = false;
constinit std::uint8_t outcome = SMTP_RESULT_OK;

void note(void*, u8_t result, u16_t, err_t) {
  over = true;
  outcome = result;
}

}  // namespace

void start_mail(std::uint16_t port) {
  smtp_set_server_addr("10.0.2.2");
  smtp_set_server_port(port);
  if (smtp_send_mail(sender, recipient, subject, text, note, nullptr) != ERR_OK) {
    note(nullptr, SMTP_RESULT_ERR_UNKNOWN, 0, ERR_OK);
  }
}

/// lwIP calls it.
void poll_mail(std::uint32_t) {}
std::uint32_t poll_mail_at() { return sys_now() + 1000; }
bool has_report() { return over; }
bool was_accepted() { return outcome == SMTP_RESULT_OK; }
bool is_closed() { return tcp_active_pcbs == nullptr; }
/// Its variables: the name of the server, and the port.
std::size_t client_ram() { return SMTP_MAX_SERVERNAME_LEN + 1 + sizeof(u16_t); }

}  // namespace board
