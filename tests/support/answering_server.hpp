// SPDX-License-Identifier: MIT
/// A server that reads whatever the client says, and answers each command as somebody else decides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "postino/error.hpp"
#include "support/fake_socket.hpp"

namespace postino::test {

/// Knows SMTP and LMTP as far as it needs to find the end of each command and of each message.
class AnsweringServer {
 public:
  /// Returns the reply to a command, CRLF included. The command is named by the client's phase;
  /// Chunk is a BDAT without LAST, EndOfData any end of a message. Empty: none, nor to anything
  /// that follows on this connection.
  using Answers = std::function<std::string(Phase)>;

  AnsweringServer(FakeSocket& wire, Answers answers) : wire_{&wire}, answers_{std::move(answers)} {}

  bool lmtp = false;
  bool implicit_tls = false;  ///< A handshake comes before the greeting.

  /// Reads and answers all that was said.
  void run() {
    while (answer_one()) {
    }
  }
  /// Reads as far as the next command, and answers it. False: there is none.
  bool answer_one();

  /// True if the AUTH that was read last had an initial response.
  [[nodiscard]] bool initial_response() const { return initial_response_; }
  /// Lines of the client since that AUTH.
  [[nodiscard]] std::size_t responses() const { return responses_; }
  /// True while the content of a message is read.
  [[nodiscard]] bool in_content() const {
    return reads_ == Reads::Content || reads_ == Reads::Chunk;
  }
  /// Ends of messages that were read, over all connections.
  [[nodiscard]] std::size_t ends() const { return ends_; }
  /// Contents that were accepted, dots undoubled.
  [[nodiscard]] const std::vector<std::string>& taken() const { return taken_; }
  /// Lines that are no command, and commands that cannot stand where they stood.
  [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }
  /// Octets of the client, in clear and under TLS, that earlier connections had.
  [[nodiscard]] std::size_t clear_before() const { return clear_before_; }
  [[nodiscard]] std::size_t protected_before() const { return protected_before_; }

 private:
  enum class Reads : std::uint8_t { Commands, Response, Content, Chunk };

  void connected();
  bool read();
  void read_line(std::string_view line);
  void read_command(std::string_view line);
  void read_chunk_size(std::string_view line);
  void read_chunk();
  void end_of_message();
  void answer(Phase command);
  void answered(Phase command, char digit);
  void ended(char digit);
  void forget_transaction();

  FakeSocket* wire_;
  Answers answers_;
  std::size_t connection_ = 0;
  std::size_t clear_before_ = 0;
  std::size_t protected_before_ = 0;
  bool silent_ = true;
  bool initial_response_ = false;
  std::size_t responses_ = 0;
  Reads reads_ = Reads::Commands;
  Phase asked_ = Phase::Idle;    // the command that was read last
  std::size_t replies_due_ = 0;  // for it
  std::size_t chunk_left_ = 0;   // octets
  bool last_chunk_ = false;
  bool in_transaction_ = false;
  std::size_t recipients_ = 0;  // that were accepted
  std::string content_;
  bool stored_ = false;  // content_ is in taken_
  std::size_t ends_ = 0;
  std::vector<std::string> taken_;
  std::vector<std::string> complaints_;
};

}  // namespace postino::test
