// SPDX-License-Identifier: MIT
/// What a client of RFC 5321 may say, octet by octet, beside what it has heard. Shares no code with
/// the library.
#pragma once

#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/pattern.hpp"
#include "campaign/reply_reader.hpp"
#include "campaign/tap.hpp"

namespace postino::test {

/// What besides is required of this client.
struct GrammarRules {
  bool needs_tls = false;    ///< In clear there is EHLO, STARTTLS and QUIT.
  bool needs_login = false;  ///< No MAIL before AUTH was accepted.
  bool lmtp = false;         ///< LHLO; the end has a reply for each recipient that was accepted.
};

/// The end of a mail that was said, and what was answered to it.
struct SaidEnd {
  std::size_t event = 0;
  bool answered = false;
  bool whole = false;  ///< No further answer is due.
  bool early = false;  ///< The answer had begun before the end was said.
  bool real = true;    ///< At least one recipient was accepted.
  int chunk_code = 0;  ///< By which a chunk before it was refused.
  std::string from{};  ///< Of the last MAIL that was said.
  int code = 0;        ///< 0: none, or one that is no reply.
  /// With LMTP, where `code` is a 2yz as soon as there is one, and else the one that decides when
  /// all are there.
  std::vector<int> replies{};
};

class ClientGrammar {
 public:
  explicit ClientGrammar(const GrammarRules& rules) : rules_{rules} {}

  void take(const Event& event, std::size_t number);
  /// Why what was said so far is no beginning of a conversation; "" when it is.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }
  [[nodiscard]] const std::vector<SaidEnd>& ends() const { return ends_; }
  /// Whole replies that were heard.
  [[nodiscard]] std::size_t replies() const { return replies_; }
  /// Whether a reply is due.
  [[nodiscard]] bool waits() const { return !awaited_.empty(); }

 private:
  enum class Verb {
    Greeting,
    Ehlo,
    Lhlo,
    Helo,
    StartTls,
    Auth,
    Answer,
    Mail,
    Rcpt,
    Data,
    End,
    Bdat,
    LastBdat,
    Rset,
    Quit
  };
  enum class State { Command, Answer, Text, Chunk };
  struct Form {
    Verb verb;
    Pattern pattern;
  };

  void connect();
  void say(char octet);
  void say_command(char octet);
  void begin_line();
  void said(Verb verb);
  void say_text(char octet);
  void say_chunk();
  void end_mail();
  void hear(char octet);
  void heard(const HeardReply& reply);
  void heard_end(Verb verb, int code);
  void heard_of_one(Verb verb, SaidEnd& end, int code);
  [[nodiscard]] bool may_be_said(Verb verb) const;
  [[nodiscard]] static bool is_answer(Verb verb, int code);
  void complain(const std::string& why);
  static const std::vector<Form>& forms();

  GrammarRules rules_;
  State state_ = State::Command;
  std::deque<Verb> awaited_;
  ReplyReader reader_;
  std::vector<Pattern::Places> places_;
  std::set<std::string> offers_;
  std::string line_;
  std::string text_line_;
  std::string from_;
  std::string complaint_;
  std::vector<SaidEnd> ends_;
  std::size_t event_ = 0;
  std::size_t replies_ = 0;
  std::size_t connected_at_ = 0;
  std::size_t chunk_left_ = 0;
  std::size_t recipients_ = 0;
  bool last_chunk_ = false;
  bool connected_ = false;
  bool greeted_ = false;
  bool introduced_ = false;
  bool secured_ = false;
  bool securing_ = false;
  bool authenticated_ = false;
  bool in_mail_ = false;
  bool has_recipient_ = false;
  bool none_begun_ = false;  // MAIL was refused
  bool refused_ = false;     // MAIL, whose flight may go on (RFC 2920 3.1)
  bool over_ = false;
  bool derailed_ = false;  // a reply was heard behind which nothing can be told apart
};

}  // namespace postino::test
