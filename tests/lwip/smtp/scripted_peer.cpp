// SPDX-License-Identifier: MIT
#include "scripted_peer.hpp"

#include <utility>

namespace postino::test {

ScriptedPeer::ScriptedPeer() : listener_{"127.0.0.2", 0} {
  listener_.on_arrival = [this] { take_up(); };
}

void ScriptedPeer::take_up() {
  sessions_.push_back(std::make_unique<Session>(Session{std::move(listener_.arrived.front())}));
  listener_.arrived.pop_front();
  Session& session = *sessions_.back();
  session.connection->on_event = [this, &session] { hear(session); };
  answer(session, "");
}

void ScriptedPeer::hear(Session& session) {
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

void ScriptedPeer::hear_line(Session& session, const std::string& line) {
  if (session.in_content && line != ".") {
    session.content += line + "\r\n";
    return;
  }
  if (session.in_content) {
    contents.push_back(std::exchange(session.content, {}));
    session.in_content = false;
  } else {
    lines.push_back(line);
  }
  answer(session, line.substr(0, line.find(' ')));
}

void ScriptedPeer::answer(Session& session, const std::string& word) {
  const auto found = replies.find(word);
  const std::string reply = found != replies.end() ? found->second : "250 ok";
  session.in_content = word == "DATA" && reply.starts_with("354");
  session.over = reply == "reset" || reply == "close" || word == "QUIT";
  if (reply == "reset") return session.connection->reset();
  if (reply != "close" && !reply.empty()) session.connection->send(reply + "\r\n");
  if (session.over) session.connection->half_close();
}

}  // namespace postino::test
