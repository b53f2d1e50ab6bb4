// SPDX-License-Identifier: MIT
/// A client and a server that is out of its mind, in virtual time, and what holds all the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/fuzz.hpp"
#include "fuzz/support/letters.hpp"
#include "fuzz/support/script.hpp"
#include "postino/send_mail.hpp"
#include "postino/trace.hpp"
#include "support/bench.hpp"

namespace postino::test {

/// What is called back when a line of the trace comes.
class WatchedTrace final : public TraceSink {
 public:
  std::function<void()> on_line = [] {};
  std::string sent;  ///< All that the client said, as it was shown.

  void line(Direction direction, std::string_view text) override;
};

class Conversation final : public Waiter {
 public:
  Conversation(Input& input, Security security);
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  /// Starts `letter`; false where the client is not idle.
  bool start(Letter& letter);
  /// A poll, and what it brings about; when nothing moves, time passes.
  void turn();
  /// The same as start() and finish(), by send_mail().
  void send_blocking(Letter& letter);
  /// For send_mail(): calls on_wait, and lets time pass where nothing moves.
  Millis now() override;
  void wait(Millis until) override;
  /// Until the mail has its report.
  void finish();
  /// Until the connection is closed.
  void rest();
  /// The report of the last mail, if it has come, is judged.
  void take_report();

  Mechanisms mechanisms;
  VirtualClock clock;
  FakeSocket wire{clock};
  FakeTransport tls{wire};
  WatchedTrace trace;
  std::function<void()> on_wait = [] {};
  Server server;
  std::optional<Outcome> outcome;  ///< Of the last mail.

 private:
  void begin(Letter& letter);
  void on_event();
  void watch_end_of_mail();
  void find_end(std::string_view sent);
  void judge(const Report& report);
  [[nodiscard]] std::string said_behind_end() const;
  void check_secrets();
  void check_wire() const;
  void move_on(std::uint64_t before);
  void pass_time();

  RoomOf room_;
  TracingTransport tracing_{tls, trace};

 public:
  Client client;

 private:
  Script script_;
  Letter* letter_ = nullptr;
  std::size_t connection_ = 0;
  std::vector<std::size_t> begins_clear_;   // of connections, in what was sent in clear
  std::vector<std::size_t> begins_secure_;  // and under TLS
  std::size_t begins_mail_clear_ = 0;       // the same of the mail
  std::size_t begins_mail_secure_ = 0;
  std::optional<std::size_t> end_of_mail_;  // octets taken when it was
  std::size_t delivered_at_end_ = 0;        // and delivered
  std::size_t turns_ = 0;
  std::uint64_t activity_ = 0;  // when now() was asked last
};

}  // namespace postino::test
