// SPDX-License-Identifier: MIT
/// A message of the script as the library has it, and what has to arrive of it.
#pragma once

#include <optional>
#include <string_view>

#include "model/script.hpp"
#include "model/source.hpp"
#include "postino/composer.hpp"
#include "postino/mail.hpp"
#include "postino/mime.hpp"

namespace postino::model {

/// "m3@client.example", which tells the server what message it is, and "r1.m3@plant.example".
[[nodiscard]] std::string_view sender_of(std::size_t message);
[[nodiscard]] const Recipient* recipients_of(std::size_t message);

/// Stays where it is, for its parts refer to one another.
class Built {
 public:
  Built() = default;
  Built(const Built&) = delete;
  Built& operator=(const Built&) = delete;

  void begin(const Message& message, std::size_t number);
  void watch(Watcher* watcher) { source_.watch(watcher); }
  [[nodiscard]] const Mail& mail() const { return mail_; }
  [[nodiscard]] const Composer& composer() const { return *composer_; }

 private:
  void begin_mime(std::string_view text, const Message& message, std::size_t number);

  Mail mail_{};
  ScriptSource source_{};
  Attachment attachment_{};
  std::optional<MimeComposer> mime_{};
  const Composer* composer_ = nullptr;
};

/// What the server has to get of message `number` on a connection where these rules hold; holds
/// until the next call. Of what the application wrote itself nothing of src/ has a part in it; what
/// has headers of the library is composed in one piece, from Sources that do not hesitate.
[[nodiscard]] std::string_view expected_content(const Message& message, std::size_t number,
                                                const ContentRules& rules);

/// Whether the size of the message is known before it is sent.
[[nodiscard]] std::uint32_t announced_size(const Message& message, std::size_t number,
                                           const ContentRules& rules);

}  // namespace postino::model
