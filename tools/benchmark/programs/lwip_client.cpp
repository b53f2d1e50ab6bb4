// SPDX-License-Identifier: MIT
// lwIP's SMTP client, over sockets of this machine instead of lwIP's TCP.
#include <lwip/apps/smtp.h>
#include <lwip/mem.h>
#include <lwip/memp.h>

#include <cstdlib>

#include "lwip/altcp_sockets.hpp"
#include "options.hpp"

int main(int count, char** words) {
  using namespace postino::benchmark;
  const Options options = read_options(count, words);
  mem_init();
  memp_init();
  smtp_set_server_addr("127.0.0.1");
  smtp_set_server_port(options.port);
  u8_t result = 0;
  const auto note = [](void* into, u8_t outcome, u16_t, err_t) {
    *static_cast<u8_t*>(into) = outcome;
  };
  for (unsigned i = 0; i < options.mails && result == SMTP_RESULT_OK; ++i) {
    result = SMTP_RESULT_ERR_UNKNOWN;
    if (smtp_send_mail(sender, recipient, subject, text, note, &result) == ERR_OK) {
      serve_connection();
    }
  }
  return result == SMTP_RESULT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
