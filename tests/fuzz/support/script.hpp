// SPDX-License-Identifier: MIT
/// A server that says what the input says, when the input says it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/fake_socket.hpp"

namespace postino::test {

/// Octets of the script go out as they are, but for these.
enum class Mark : char {
  Rest = 1,      ///< Then wait until the client has nothing to do.
  React = 2,     ///< Then wait until the client hands something over.
  Fin = 3,       ///< Close.
  Reset = 4,     ///< Lose the connection.
  Sleep = 5,     ///< Let the client's next deadline pass.
  Secure = 6,    ///< The handshake succeeds.
  Insecure = 7,  ///< It fails.
  Window = 8,    ///< From here on so many octets are taken in one turn as the next octet says.
  Next = 14,     ///< What follows is for the next connection.
  Quote = 16,    ///< The next octet goes out as it is.
};

class Script {
 public:
  Script(FakeSocket& wire, std::string script) : wire_{&wire}, script_{std::move(script)} {}

  /// Something was handed over.
  void on_event();
  /// Nothing moves; whether something was said or done.
  bool on_rest();
  /// Behind the last mark it closes, once.
  [[nodiscard]] bool over() const { return at_ == script_.size(); }
  /// The last on_rest() was a Mark::Sleep.
  [[nodiscard]] bool slept() const { return slept_; }

  /// What was said on this connection when the client had handed over `taken` octets, or more.
  [[nodiscard]] std::string said_behind(std::size_t taken) const;
  /// The same, but for what had arrived at the client, of all connections, after `delivered`
  /// octets.
  [[nodiscard]] std::string arrives_behind(std::size_t delivered) const;

 private:
  struct Said {
    std::size_t taken;
    std::string octets;
  };

  void begin_connection();
  bool go_on();
  bool act(Mark mark);
  void say(std::string& octets);

  FakeSocket* wire_;
  std::string script_;
  std::size_t at_ = 0;
  std::size_t connection_ = 0;
  std::size_t delivered_before_ = 0;  // on earlier connections
  Mark waits_for_ = Mark::React;      // the client's connection
  bool slept_ = false;
  std::vector<Said> said_;
};

}  // namespace postino::test
