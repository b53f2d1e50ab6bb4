// SPDX-License-Identifier: MIT
/// The server's part of a conversation, written down beforehand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/fake_socket.hpp"
#include "support/virtual_clock.hpp"

namespace postino::test {

/// Does its steps one after the other, each as soon as it can be done. What the client says must be
/// what the next step hears: an octet more or less fails the test. In a heard line, {} stands for
/// whatever is not of interest.
class ScriptedServer {
 public:
  /// A mail as it came: where its end lies among the octets from the client, where its final reply
  /// ends among those to the client (0: none was said), and what it was, dots undoubled.
  struct Received {
    std::size_t ends_at = 0;
    std::size_t answered_at = 0;
    std::string text;
  };

  ScriptedServer(FakeSocket& wire, const VirtualClock& clock);

  // Speaking. Each call makes one segment.
  ScriptedServer& says(std::string_view line);  ///< Adds the CRLF.
  ScriptedServer& says(std::initializer_list<std::string_view> lines);
  ScriptedServer& sends(std::string_view octets);                   ///< Adds nothing.
  ScriptedServer& drips(std::string_view octets, Millis interval);  ///< An octet, then a pause.

  // Listening.
  ScriptedServer& hears(std::string_view line);
  ScriptedServer& hears(std::initializer_list<std::string_view> lines);
  ScriptedServer& hears_octets(std::size_t count);  ///< Whatever they are.
  ScriptedServer& hears_whatever();                 ///< To the end of the connection.
  ScriptedServer& hears_mail();                     ///< Up to the lone dot.
  ScriptedServer& hears_mail(std::string_view text);
  ScriptedServer& hears_the_end();  ///< The client closes or aborts.

  ScriptedServer& waits(Millis time);
  ScriptedServer& hears_nothing_for(Millis time);
  ScriptedServer& closes();
  ScriptedServer& resets();
  ScriptedServer& starts_tls();   ///< The handshake, and it succeeds.
  ScriptedServer& hears_hello();  ///< The client's first message of a handshake.
  ScriptedServer& fails_tls();
  ScriptedServer& next_connection();  ///< The client closes this one and makes another.

  // Whole parts of an ordinary conversation.
  ScriptedServer& greets();
  ScriptedServer& offers(std::initializer_list<std::string_view> capabilities = {});
  ScriptedServer& greets_and_offers(std::initializer_list<std::string_view> capabilities = {});
  ScriptedServer& takes_envelope();  ///< Of Bench::mail, up to 354.
  ScriptedServer& takes_mail();      ///< Of Bench::mail, up to the final 250.
  ScriptedServer& parts();           ///< QUIT, 221, close.
  ScriptedServer& may_part();        ///< The same, or the client just closes.

  /// Does what can be done now.
  void run();
  [[nodiscard]] std::optional<Millis> next_event() const;
  /// Steps that are done.
  [[nodiscard]] std::size_t steps_done() const { return at_; }
  [[nodiscard]] const std::vector<Received>& mails() const { return mails_; }
  /// Fails the test when there is something left that should have been heard.
  void check_finished() const;
  /// For connections that are cut: what was not heard is not missed.
  bool may_be_cut_short = false;
  /// All that was said so far, in octets.
  [[nodiscard]] std::size_t said() const { return said_; }

 private:
  enum class Kind {
    Say,
    Hear,
    Octets,
    Mail,
    AnyMail,
    End,
    Wait,
    Nothing,
    Close,
    Reset,
    StartTls,
    Hello,
    FailTls,
    Next,
    MayPart,
    Whatever
  };
  struct Step {
    Kind kind;
    std::string text{};
    Millis time{};
    std::size_t count = 0;
  };

  ScriptedServer& add(Step step);
  [[nodiscard]] bool its_turn(const Step& step) const;
  bool perform(const Step& step);
  bool say(const Step& step);
  bool hear_line(const Step& step);
  bool hear_octets(const Step& step);
  bool hear_mail(const Step& step);
  bool end_of_mail(const Step& step, std::string text);
  bool wait(const Step& step);
  bool answer_handshake(const Step& step);
  bool next();
  bool part_or_end();
  [[nodiscard]] bool take_line(std::string& line);
  void complain(const std::string& what);

  FakeSocket* wire_;
  const VirtualClock* clock_;
  std::vector<Step> steps_;
  std::size_t at_ = 0;
  std::size_t heard_ = 0;
  std::size_t said_ = 0;
  std::size_t connection_ = 1;
  Millis wait_until_{};
  bool waiting_ = false;
  bool awaits_final_reply_ = false;
  bool lost_ = false;
  std::string content_;
  std::vector<Received> mails_;
};

}  // namespace postino::test
