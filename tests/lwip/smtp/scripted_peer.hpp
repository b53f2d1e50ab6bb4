// SPDX-License-Identifier: MIT
/// A server that answers each command as a test says, in the same stack as the client.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "raw_connection.hpp"

namespace postino::test {

class ScriptedPeer {
 public:
  /// At 127.0.0.2, on any port.
  ScriptedPeer();

  [[nodiscard]] std::uint16_t port() const { return listener_.port(); }

  /// By the first word of a line ("" is the greeting, "." the end of the content). An empty reply
  /// is none at all; a line of no such word gets "250 ok". "reset" resets, "close" closes.
  std::map<std::string, std::string> replies{
      {"", "220 hi"}, {"DATA", "354 go"}, {"QUIT", "221 bye"}};
  std::vector<std::string> lines;  ///< But for those of contents.
  std::vector<std::string> contents;

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
  void answer(Session& session, const std::string& word);

  RawListener listener_;
  std::vector<std::unique_ptr<Session>> sessions_;
};

}  // namespace postino::test
