// SPDX-License-Identifier: MIT
/// The server's end of a Link: the conversation, under OpenSSL's TLS where there is any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/link.hpp"
#include "campaign/mail_server.hpp"
#include "campaign/server_context.hpp"

typedef struct ssl_st SSL;

namespace postino::test {

/// Every run of it does the same, octet for octet: OpenSSL's random numbers begin anew with each
/// connection, and in the same place.
class ServerEnd {
 public:
  ServerEnd(Link& link, const Manners& manners);
  ~ServerEnd();
  ServerEnd(const ServerEnd&) = delete;
  ServerEnd& operator=(const ServerEnd&) = delete;

  /// Does what can be done now.
  void run();
  [[nodiscard]] const MailServer& conversation() const { return conversation_; }
  void calm_down() { conversation_.calm_down(); }
  /// What was said, a reply each, and whether the command for the next was there already.
  struct Turn {
    std::string octets;
    bool next_is_due;
  };
  [[nodiscard]] const std::vector<Turn>& turns() const { return turns_; }
  /// Says `octets` together with that turn, and nothing in the one behind it.
  void hurry(std::size_t turn, std::string octets);

 private:
  void begin();
  void begin_tls();
  void say(std::string_view octets);
  void pump(const std::string& arrived);
  void flush();

  Link* link_;
  const Manners* manners_;
  MailServer conversation_;
  std::shared_ptr<SSL> ssl_;
  std::size_t connection_ = 0;
  std::vector<Turn> turns_;
  std::optional<std::size_t> hurried_{};
  std::string too_early_;
  bool secured_ = false;
  bool broken_ = false;
  bool closing_ = false;
  bool running_ = false;
};

}  // namespace postino::test
