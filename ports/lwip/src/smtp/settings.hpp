// SPDX-License-Identifier: MIT
/// Private. What the smtp_set_ functions set, and what a firmware may set of the shim.
#pragma once

#include <lwip/apps/smtp.h>

#include <cstddef>
#include <cstdint>

#include "postino/server.hpp"

#ifndef POSTINO_LWIP_SMTP_MESSAGES
#define POSTINO_LWIP_SMTP_MESSAGES 1  ///< That are under way at a time.
#endif
#ifndef POSTINO_LWIP_SMTP_COPY_BYTES
#define POSTINO_LWIP_SMTP_COPY_BYTES 1024  ///< Of smtp_send_mail: all four texts and their NULs.
#endif
#ifndef POSTINO_LWIP_SMTP_PACKET_BYTES
#define POSTINO_LWIP_SMTP_PACKET_BYTES 512
#endif

namespace postino::lwip {

/// All zero at first, so that a static one costs no flash. A message has a copy, which a later call
/// does not change.
struct SmtpSettings {
  /// Without effect, but for the error, when the text is too long.
  err_t set_server(const char* name);
  err_t set_login(const char* name, const char* secret);
  [[nodiscard]] Server server(const char* ehlo_name) const;
  void wipe();

  std::uint16_t port;  ///< 0: SMTP's.
  char host[SMTP_MAX_SERVERNAME_LEN + 1];
  char user[SMTP_MAX_USERNAME_LEN + 1];
  char password[SMTP_MAX_PASS_LEN + 1];
};

}  // namespace postino::lwip
