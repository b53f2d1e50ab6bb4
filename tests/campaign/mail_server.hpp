// SPDX-License-Identifier: MIT
/// A mail server that goes along with whatever it hears, and knows what it took responsibility for.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/scram_server.hpp"

namespace postino::test {

enum class Channel { Clear, StartTls, Tls };
enum class Challenges {
  None,
  Plain,
  Login,
  LoginAfter504,  ///< PLAIN is offered, and not known after all.
  CramMd5,
  Scram,
  OAuthBearer,
  XOAuth2,
  External
};

struct Manners {
  std::vector<std::string> offers{"PIPELINING"};  ///< Before TLS; all, where there is none.
  std::vector<std::string> offers_secured{};
  Channel channel = Channel::Clear;
  int version = 0;  ///< TLS1_2_VERSION or TLS1_3_VERSION; 0: TLS is a pretence.
  Challenges challenges = Challenges::None;
  std::string user{};
  std::string password{};
  std::string token{};
  std::map<std::string, std::string> recipients{};  ///< Replies to RCPT; 250 to all others.
  /// The first MAIL is answered 421, and the connection closed.
  bool closes_first = false;
  bool knows_ehlo = true;
  /// LMTP: LHLO, and at the end a reply for each recipient, of which the second one's is 452.
  bool lmtp = false;
  bool refuses_first_address = false;  ///< By 554 for a greeting.
  bool bare = false;                   ///< Replies have no enhanced codes.
  /// These octets instead of the reply to that verb; "." is the end of a mail, "" the greeting.
  std::map<std::string, std::string> instead{};
};

/// A mail for which 2yz was said, to those recipients.
struct Taken {
  std::string from;
  std::vector<std::string> recipients;
  std::string text;  ///< Dots undoubled.
};

/// The conversation alone: octets in clear come by hear(), and leave by `say`.
class MailServer {
 public:
  explicit MailServer(const Manners& manners) : manners_{&manners} {}

  std::function<void(std::string_view)> say = [](std::string_view) {};
  std::function<void()> start_tls = [] {};
  std::function<void()> close = [] {};

  /// A connection begins, its greeting to be said at once unless TLS comes first.
  void begin(bool to_first_address = false);
  void greet();
  void secured();
  void hear(std::string_view octets);

  [[nodiscard]] const std::vector<Taken>& taken() const { return taken_; }
  /// What was taken since the last call of this; taken() begins anew.
  [[nodiscard]] std::vector<Taken> hand_over() { return std::exchange(taken_, {}); }
  /// Octets that were said before what Manners::instead has.
  [[nodiscard]] std::size_t said_before() const { return said_before_; }
  /// Whether the next command was heard already.
  [[nodiscard]] bool heard_more() const { return inbox_.find("\r\n") != std::string::npos; }
  /// From here on no connection is closed without need.
  void calm_down() { calm_ = true; }

 private:
  enum class State { Command, Text, Refusing, Plain, Login, Password, Cram, ScramFinal, ScramEnd };

  void line(std::string_view text);
  void command(std::string_view text);
  void transaction(std::string_view text);
  void content(std::string_view text);
  void authenticate(std::string_view text);
  void at_once(std::string_view answer);
  void begin_scram(std::string_view answer);
  void challenge(std::string_view text);
  void judge_login(bool good);
  [[nodiscard]] std::string plain_message() const;
  [[nodiscard]] std::string cram_challenge() const;
  void offer();
  void chunk();
  void reply(std::string_view text);
  void reset();
  void finish();
  void finish_for_each();

  const Manners* manners_;
  State state_ = State::Command;
  std::string verb_;
  std::size_t said_ = 0;
  std::size_t said_before_ = 0;
  std::size_t connections_ = 0;
  bool closed_once_ = false;
  bool closed_ = false;
  bool calm_ = false;
  bool secured_ = false;
  bool authenticated_ = false;
  bool last_chunk_ = false;
  std::size_t chunk_left_ = 0;
  bool in_chunk_ = false;
  std::string inbox_;
  ScramServer scram_{};
  bool has_sender_ = false;
  Taken mail_{};
  std::vector<Taken> taken_;
};

}  // namespace postino::test
