// SPDX-License-Identifier: MIT
#include "campaign/grammar.hpp"

#include <algorithm>

namespace postino::test {
namespace {

constexpr std::size_t max_text_line_size = 998 + 1;  // and the dot that was doubled

}  // namespace

const std::vector<ClientGrammar::Form>& ClientGrammar::forms() {
  static const std::vector<Form> all{
      {Verb::Ehlo, Pattern{"EHLO {n+}\r\n"}},
      {Verb::Ehlo, Pattern{"EHLO [{n+}]\r\n"}},
      {Verb::Lhlo, Pattern{"LHLO {n+}\r\n"}},
      {Verb::Lhlo, Pattern{"LHLO [{n+}]\r\n"}},
      {Verb::Helo, Pattern{"HELO {n+}\r\n"}},
      {Verb::Helo, Pattern{"HELO [{n+}]\r\n"}},
      {Verb::StartTls, Pattern{"STARTTLS\r\n"}},
      {Verb::Auth, Pattern{"AUTH {m+}\r\n"}},
      {Verb::Auth, Pattern{"AUTH {m+} =\r\n"}},
      {Verb::Auth, Pattern{"AUTH {m+} {b+}\r\n"}},
      {Verb::Auth, Pattern{"AUTH {m+} {b+}=\r\n"}},
      {Verb::Auth, Pattern{"AUTH {m+} {b+}==\r\n"}},
      {Verb::Mail, Pattern{"MAIL FROM:<{a*}>\r\n"}},
      {Verb::Mail, Pattern{"MAIL FROM:<{a*}> {p+}\r\n"}},
      {Verb::Mail, Pattern{"MAIL FROM:<{a*}> {p+} {p+}\r\n"}},
      {Verb::Mail, Pattern{"MAIL FROM:<{a*}> {p+} {p+} {p+}\r\n"}},
      {Verb::Mail, Pattern{"MAIL FROM:<{a*}> {p+} {p+} {p+} {p+}\r\n"}},
      {Verb::Mail, Pattern{"MAIL FROM:<{a*}> {p+} {p+} {p+} {p+} {p+}\r\n"}},
      {Verb::Rcpt, Pattern{"RCPT TO:<{a+}>\r\n"}},
      {Verb::Rcpt, Pattern{"RCPT TO:<{a+}> {p+}\r\n"}},
      {Verb::Data, Pattern{"DATA\r\n"}},
      {Verb::Bdat, Pattern{"BDAT {9+}\r\n"}},
      {Verb::LastBdat, Pattern{"BDAT {9+} LAST\r\n"}},
      {Verb::Rset, Pattern{"RSET\r\n"}},
      {Verb::Quit, Pattern{"QUIT\r\n"}},
      {Verb::Answer, Pattern{"*\r\n"}},
      {Verb::Answer, Pattern{"{b*}\r\n"}},
      {Verb::Answer, Pattern{"{b+}=\r\n"}},
      {Verb::Answer, Pattern{"{b+}==\r\n"}},
  };
  return all;
}

void ClientGrammar::complain(const std::string& why) {
  if (complaint_.empty()) complaint_ = why + " (line: " + line_ + ")";
}

void ClientGrammar::take(const Event& event, std::size_t number) {
  event_ = number;
  switch (event.kind) {
    case Event::Kind::Connected:
      return connect();
    case Event::Kind::Said:
      for (const char octet : event.octets) say(octet);
      return;
    case Event::Kind::Heard:
      for (const char octet : event.octets) hear(octet);
      return;
    case Event::Kind::Secured:
      secured_ = true;
      securing_ = introduced_ = false;
      offers_.clear();
      return;
    case Event::Kind::Closed:
      connected_ = false;
      return;
    default:
      return;
  }
}

void ClientGrammar::connect() {
  ClientGrammar anew{rules_};
  anew.ends_ = std::move(ends_);
  anew.complaint_ = std::move(complaint_);
  anew.event_ = event_;
  anew.replies_ = replies_;
  anew.connected_at_ = event_;
  *this = std::move(anew);
  connected_ = true;
  awaited_.push_back(Verb::Greeting);
}

void ClientGrammar::say(char octet) {
  if (!connected_) complain("an octet without a connection");
  if (over_) complain("an octet behind the end of the conversation");
  if (securing_) complain("an octet in clear between STARTTLS and TLS");
  if (state_ == State::Text) return say_text(octet);
  if (state_ == State::Chunk) return say_chunk();
  say_command(octet);
}

/// RFC 2920 3.1: what may be said before what was said is answered.
void ClientGrammar::begin_line() {
  line_.clear();
  places_.clear();
  for (const Form& form : forms()) {
    places_.push_back(may_be_said(form.verb) ? form.pattern.begin() : 0);
  }
  if (awaited_.empty()) return;
  const Verb last = awaited_.back();
  const bool opens = last == Verb::Mail || last == Verb::Rcpt || last == Verb::Rset ||
                     last == Verb::Bdat || last == Verb::LastBdat || last == Verb::End;
  if (!opens || !offers_.contains("PIPELINING")) complain("a command before its turn");
}

void ClientGrammar::say_command(char octet) {
  if (places_.empty()) begin_line();
  line_ += octet;
  bool possible = false;
  const std::vector<Form>& all = forms();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Form& form = all[i];
    if (places_[i] == 0) continue;
    places_[i] = form.pattern.next(places_[i], octet);
    if (places_[i] == 0) continue;
    possible = true;
    if (!form.pattern.complete(places_[i])) continue;
    places_.clear();
    return said(form.verb);
  }
  if (!possible) complain("no command that may be said now begins so");
}

/// Whether that command is in its place.
bool ClientGrammar::may_be_said(Verb verb) const {
  if (verb == Verb::Answer || state_ == State::Answer) {
    return verb == Verb::Answer && state_ == State::Answer;
  }
  if (verb == Verb::Quit) return true;
  if (!greeted_) return false;
  if (verb == Verb::Ehlo || verb == Verb::Lhlo)
    return !introduced_ && rules_.lmtp == (verb == Verb::Lhlo);
  if (verb == Verb::Helo) return !introduced_ && !rules_.lmtp;
  if (!introduced_) return false;
  if (verb == Verb::StartTls) return offers_.contains("STARTTLS") && !secured_;
  if (rules_.needs_tls && !secured_) return false;
  if (verb == Verb::Auth) return offers_.contains("AUTH") && !authenticated_;
  if (rules_.needs_login && !authenticated_) return false;
  if (verb == Verb::Mail) return !in_mail_;
  if (verb == Verb::Rcpt) return in_mail_ || (refused_ && offers_.contains("PIPELINING"));
  if (verb == Verb::Data) return has_recipient_;
  const bool chunks = verb == Verb::Bdat || verb == Verb::LastBdat;
  return chunks ? has_recipient_ && offers_.contains("CHUNKING") : true;
}

void ClientGrammar::said(Verb verb) {
  if (verb == Verb::Mail) in_mail_ = true;
  if (verb == Verb::Mail) from_ = line_.substr(11, line_.find('>') - 11);
  if (verb == Verb::Mail) has_recipient_ = none_begun_ = false;
  if (verb == Verb::Mail || verb == Verb::Rset) refused_ = false;
  if (verb == Verb::Rcpt) has_recipient_ = true;
  if (verb == Verb::Rset) in_mail_ = false;
  if (verb == Verb::Quit) over_ = true;
  state_ = State::Command;
  if (verb == Verb::Bdat || verb == Verb::LastBdat) {
    chunk_left_ = std::strtoul(line_.c_str() + 5, nullptr, 10);
    last_chunk_ = verb == Verb::LastBdat;
    state_ = State::Chunk;
    if (chunk_left_ != 0) return;
    chunk_left_ = 1;
    return say_chunk();
  }
  awaited_.push_back(verb);
}

void ClientGrammar::say_chunk() {
  if (--chunk_left_ != 0) return;
  state_ = State::Command;
  if (last_chunk_) end_mail();
  awaited_.push_back(last_chunk_ ? Verb::LastBdat : Verb::Bdat);
}

/// The dot for a server that wants a mail although it refused every recipient ends none.
void ClientGrammar::end_mail() {
  const bool open = std::ranges::find(awaited_, Verb::Rcpt) != awaited_.end();
  ends_.push_back({.event = event_,
                   .early = reader_.midway() && awaited_.empty(),
                   .real = recipients_ != 0 || open,
                   .from = from_});
  in_mail_ = false;
}

/// RFC 5321 2.3.8, 4.5.2, 4.5.3.1.6.
void ClientGrammar::say_text(char octet) {
  const bool after_cr = text_line_.ends_with('\r');
  if ((octet == '\n') != after_cr) complain("a CR or a LF alone");
  text_line_ += octet;
  if (octet == '\0') complain("a NUL");
  if (text_line_.size() == 2 && text_line_[0] == '.' && octet != '.' && octet != '\r') {
    complain("a dot that was not doubled");
  }
  if (octet != '\n') return;
  if (text_line_.size() > max_text_line_size + 2) complain("a line too long");
  const bool end = text_line_ == ".\r\n";
  text_line_.clear();
  if (!end) return;
  end_mail();
  state_ = State::Command;
  awaited_.push_back(Verb::End);
}

void ClientGrammar::hear(char octet) {
  const auto reply = reader_.take(octet);
  if (!reply) return;
  ++replies_;
  heard(*reply);
}

}  // namespace postino::test
