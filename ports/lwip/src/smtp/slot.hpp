// SPDX-License-Identifier: MIT
/// Private. One message under way.
#pragma once

#include <cstdint>
#include <optional>

#include "body.hpp"
#include "ehlo_name.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/small_client.hpp"
#include "settings.hpp"

namespace postino::lwip {

/// The arguments of smtp_send_mail.
struct SmtpLetter {
  const char* from;
  const char* to;
  const char* subject;
  const char* body;  ///< nullptr: a callback makes it.
};

/// Who hears how it ended.
struct SmtpListener {
  smtp_result_fn function;
  void* argument;
};

inline constexpr Sizes smtp_sizes{
    .packets = 2, .packet_bytes = POSTINO_LWIP_SMTP_PACKET_BYTES, .recipients = 1, .reply_text = 0};

/// What a message needs beside the client: all zero at first, so that it costs no flash.
struct SmtpRoom {
  /// Copies the texts; false when they are too long.
  bool keep(SmtpLetter& letter);

  Storage<smtp_sizes> storage;
  SmtpSettings settings;
  std::optional<Server> server;
  std::optional<Mail> mail;
  SmtpListener listener;
#if SMTP_BODYDH
  smtp_bodydh body;
#endif
  char ehlo_name[max_ehlo_name_size];
  char copy[POSTINO_LWIP_SMTP_COPY_BYTES];
};

class SmtpSlot {
 public:
  constexpr SmtpSlot(LwipSocket& socket, SmtpRoom& room)
      : socket_{&socket}, room_{&room}, client_{socket, room.storage.memory()} {}

  /// Whether a message may start.
  [[nodiscard]] bool idle() const { return client_.idle(); }
  /// Starts a message; ERR_ARG when one of the texts is invalid, and then `listener` is not called.
  err_t start(const SmtpSettings& settings, const SmtpLetter& letter, const SmtpListener& listener);
  err_t start_copy(const SmtpSettings& settings, SmtpLetter letter, const SmtpListener& listener);
#if SMTP_BODYDH
  err_t start(const SmtpSettings& settings, const SmtpLetter& letter, smtp_bodycback_fn body,
              const SmtpListener& listener);
#endif
  /// Does what can be done now, and calls the listener when the message has ended.
  void poll(Millis now);
  /// Milliseconds until the next poll(); 0 when there is nothing to be done.
  [[nodiscard]] std::uint32_t wait(Millis now) const;

 private:
  err_t start(const SmtpSettings& settings, const SmtpLetter& letter, const Text& text,
              const SmtpListener& listener);
  void finish(const Report& report);

  LwipSocket* socket_;
  SmtpRoom* room_;
  SmallClient client_;
#if SMTP_BODYDH
  SmtpBody body_{};
#endif
};

}  // namespace postino::lwip
