// SPDX-License-Identifier: MIT
#include "smtp_peer.hpp"

#include <utility>

namespace postino::test {

SmtpPeer::SmtpPeer(std::string_view address) : listener_{address, 0} {
  listener_.on_arrival = [this] { take_up(); };
}

void SmtpPeer::take_up() {
  sessions_.push_back(std::make_unique<Session>(Session{std::move(listener_.arrived.front())}));
  listener_.arrived.pop_front();
  Session& session = *sessions_.back();
  session.connection->on_event = [this, &session] { hear(session); };
  say(session, "220 mail.example ESMTP");
}

void SmtpPeer::say(Session& session, std::string_view reply) {
  session.connection->send(std::string{reply} + "\r\n");
}

void SmtpPeer::hear(Session& session) {
  session.unread += session.connection->take(65535);
  std::size_t end = 0;
  while (!session.over && (end = session.unread.find("\r\n")) != std::string::npos) {
    const std::string line = session.unread.substr(0, end);
    session.unread.erase(0, end + 2);
    hear_line(session, line);
  }
  if (session.connection->ended() && !std::exchange(session.over, true)) {
    session.connection->half_close();
  }
}

void SmtpPeer::hear_line(Session& session, const std::string& line) {
  if (session.in_content) return hear_content(session, line);
  command(session, line.substr(0, 4));
}

void SmtpPeer::command(Session& session, const std::string& verb) {
  if (verb == "EHLO")
    return say(session, pipelining ? "250-mail.example\r\n250 PIPELINING" : "250 x");
  if (verb == "RCPT" && treatment == Treatment::RefuseRecipient) return say(session, "550 nobody");
  if (verb == "DATA") {
    session.in_content = treatment != Treatment::RefuseRecipient;
    return say(session, session.in_content ? "354 go" : "554 no recipients");
  }
  say(session, verb == "QUIT" ? "221 bye" : "250 ok");
  if (verb != "QUIT") return;
  session.over = true;
  session.connection->half_close();
}

void SmtpPeer::hear_content(Session& session, const std::string& line) {
  if (line == ".") return end_of_content(session);
  session.content += line.starts_with('.') ? line.substr(1) : line;
  session.content += "\r\n";
  if (treatment == Treatment::ResetInContent) {
    session.over = true;
    session.connection->reset();
  }
}

void SmtpPeer::end_of_content(Session& session) {
  session.in_content = false;
  arrived.push_back(std::exchange(session.content, {}));
  switch (treatment) {
    case Treatment::ResetAtEnd:
      session.over = true;
      return session.connection->reset();
    case Treatment::SilentAtEnd:
      session.over = true;
      return;
    case Treatment::DeferAtEnd:
      return say(session, "451 later");
    default:
      accepted.push_back(arrived.back());
      return say(session, "250 queued");
  }
}

}  // namespace postino::test
