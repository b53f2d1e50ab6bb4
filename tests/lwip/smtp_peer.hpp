// SPDX-License-Identifier: MIT
/// A small SMTP server on lwIP's raw API, in the same stack as the client.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "raw_connection.hpp"

namespace postino::test {

/// How it treats a mail.
enum class Treatment {
  Accept,
  ResetInContent,   ///< After the first octets of the mail.
  SilentAtEnd,      ///< Takes the mail and never answers.
  ResetAtEnd,       ///< Takes the mail and resets instead of answering.
  RefuseRecipient,  ///< 550.
  DeferAtEnd,       ///< 451.
};

/// Understands what Postino says, and takes as many connections as come.
class SmtpPeer {
 public:
  explicit SmtpPeer(std::string_view address);

  [[nodiscard]] std::uint16_t port() const { return listener_.port(); }
  /// Resets all its connections.
  void hang_up() { sessions_.clear(); }
  Treatment treatment = Treatment::Accept;
  bool pipelining = true;
  /// Mails that came to their lone dot, dots undoubled, and those of them that were answered 250.
  std::vector<std::string> arrived;
  std::vector<std::string> accepted;

 private:
  struct Session {
    std::unique_ptr<RawConnection> connection;
    std::string unread{};
    std::string content{};
    bool in_content = false;
    bool over = false;
  };

  void take_up();
  void hear(Session& session);
  void hear_line(Session& session, const std::string& line);
  void hear_content(Session& session, const std::string& line);
  void end_of_content(Session& session);
  void say(Session& session, std::string_view reply);
  void command(Session& session, const std::string& verb);

  RawListener listener_;
  std::vector<std::unique_ptr<Session>> sessions_;
};

}  // namespace postino::test
