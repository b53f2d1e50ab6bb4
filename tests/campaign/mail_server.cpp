// SPDX-License-Identifier: MIT
#include "campaign/mail_server.hpp"

#include <cstdlib>
#include <utility>

#include "support/base64.hpp"

namespace postino::test {
namespace {

using std::string;
using std::string_view;

/// What stands between < and >.
string path_of(string_view text) {
  const std::size_t begin = text.find('<');
  const std::size_t end = text.find('>');
  if (begin == string_view::npos || end == string_view::npos || end < begin) return {};
  return string{text.substr(begin + 1, end - begin - 1)};
}

string decoded(string_view digits) {
  constexpr string_view all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  string out;
  unsigned bits = 0;
  int count = 0;
  for (const char digit : digits) {
    const std::size_t value = all.find(digit);
    if (value == string_view::npos) break;
    bits = bits << 6U | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xffU);
  }
  return out;
}

}  // namespace

void MailServer::begin() {
  ++connections_;
  closed_ = secured_ = authenticated_ = false;
  in_chunk_ = last_chunk_ = false;
  chunk_left_ = 0;
  state_ = State::Command;
  inbox_.clear();
  verb_.clear();
  reset();
}

void MailServer::greet() { reply("220 mail.example ESMTP"); }

void MailServer::secured() {
  secured_ = true;
  inbox_.clear();
}

void MailServer::reply(string_view text) {
  string octets = string{text} + "\r\n";
  const auto other = manners_->instead.find(verb_);
  if (other != manners_->instead.end()) {
    octets = other->second;
    said_before_ = said_;
  }
  said_ += octets.size();
  say(octets);
}

void MailServer::reset() {
  has_sender_ = false;
  mail_ = {};
}

void MailServer::hear(string_view octets) {
  inbox_ += octets;
  while (!closed_) {
    if (in_chunk_) {
      if (inbox_.size() < chunk_left_) return;
      mail_.text += inbox_.substr(0, chunk_left_);
      inbox_.erase(0, chunk_left_);
      chunk();
      continue;
    }
    const std::size_t end = inbox_.find("\r\n");
    if (end == string::npos) return;
    const string text = inbox_.substr(0, end);
    inbox_.erase(0, end + 2);
    line(text);
  }
}

void MailServer::line(string_view text) {
  if (state_ == State::Text) return content(text);
  if (state_ != State::Command) return challenge(text);
  command(text);
}

void MailServer::offer() {
  const bool second = secured_ && manners_->channel == Channel::StartTls;
  const auto& offers = second ? manners_->offers_secured : manners_->offers;
  string text = offers.empty() ? "250 mail.example" : "250-mail.example";
  for (std::size_t i = 0; i < offers.size(); ++i) {
    text += (i + 1 == offers.size() ? "\r\n250 " : "\r\n250-") + offers[i];
  }
  reply(text);
}

void MailServer::command(string_view text) {
  verb_ = text.substr(0, text.find(' '));
  if (text.starts_with("EHLO ")) return offer();
  if (text.starts_with("HELO ")) return reply("250 mail.example");
  if (text.starts_with("AUTH ")) return authenticate(text);
  if (text == "STARTTLS") {
    reply("220 go");
    return start_tls();
  }
  if (text == "RSET") {
    reset();
    return reply("250 ok");
  }
  if (text == "QUIT") {
    reply("221 bye");
    closed_ = true;
    return close();
  }
  transaction(text);
}

void MailServer::transaction(string_view text) {
  if (text.starts_with("BDAT ")) {
    in_chunk_ = true;
    last_chunk_ = text.ends_with(" LAST");
    chunk_left_ = std::strtoul(text.data() + 5, nullptr, 10);
    return;
  }
  const bool login = manners_->challenges != Challenges::None;
  if (text.starts_with("MAIL FROM:")) {
    if (login && !authenticated_) return reply("530 5.7.0 authenticate first");
    if (manners_->closes_first && connections_ == 1 && !calm_) {
      reply("421 4.3.2 closing");
      closed_ = true;
      return close();
    }
    mail_.from = path_of(text);
    has_sender_ = true;
    return reply("250 2.1.0 ok");
  }
  if (!has_sender_) return reply("503 5.5.1 MAIL first");
  if (text.starts_with("RCPT TO:")) {
    const string path = path_of(text);
    const auto found = manners_->recipients.find(path);
    const string answer = found == manners_->recipients.end() ? "250 2.1.5 ok" : found->second;
    if (answer[0] == '2') mail_.recipients.push_back(path);
    return reply(answer);
  }
  if (mail_.recipients.empty()) return reply("554 5.5.1 no recipients");
  if (text == "DATA") {
    state_ = State::Text;
    return reply("354 go");
  }
  reply("500 5.5.2 what?");
}

void MailServer::chunk() {
  in_chunk_ = false;
  if (mail_.recipients.empty()) return reply("503 5.5.1 no recipients");
  if (last_chunk_) return finish();
  reply("250 2.0.0 " + std::to_string(mail_.text.size()) + " octets");
}

void MailServer::content(string_view text) {
  if (text == ".") {
    verb_ = text;
    state_ = State::Command;
    return finish();
  }
  if (text.starts_with('.')) text.remove_prefix(1);
  mail_.text.append(text).append("\r\n");
}

void MailServer::finish() {
  taken_.push_back(mail_);
  reset();
  reply("250 2.0.0 queued");
}

void MailServer::authenticate(string_view text) {
  if (text.starts_with("AUTH LOGIN")) {
    state_ = State::Login;
    return reply("334 VXNlcm5hbWU6");
  }
  if (text.starts_with("AUTH PLAIN ")) {
    const string expected = string(1, '\0') + manners_->user + string(1, '\0') + manners_->password;
    authenticated_ = decoded(text.substr(11)) == expected;
    return reply(authenticated_ ? "235 2.7.0 welcome" : "535 5.7.8 no");
  }
  if (!text.starts_with("AUTH SCRAM-SHA-256 ")) return reply("504 5.5.4 what?");
  const string first = decoded(text.substr(19));
  const std::size_t nonce = first.rfind("r=");
  if (nonce == string::npos) return reply("501 5.5.2 what?");
  scram_ = {};
  scram_.user = manners_->user;
  scram_.password = manners_->password;
  scram_.client_nonce = first.substr(nonce + 2);
  if (first != scram_.client_first()) return reply("535 5.7.8 no");
  state_ = State::ScramFinal;
  reply("334 " + base64(scram_.server_first()));
}

void MailServer::challenge(string_view text) {
  const State was = std::exchange(state_, State::Command);
  if (text == "*") return reply("501 5.7.0 cancelled");
  const string answer = decoded(text);
  bool good = false;
  if (was == State::Login) good = answer == manners_->user;
  if (was == State::Password) good = answer == manners_->password;
  if (was == State::ScramFinal) good = answer == scram_.client_final();
  if (was == State::ScramEnd) good = text.empty();
  if (!good) return reply("535 5.7.8 no");
  if (was == State::Login) {
    state_ = State::Password;
    return reply("334 UGFzc3dvcmQ6");
  }
  if (was == State::ScramFinal) {
    state_ = State::ScramEnd;
    return reply("334 " + base64(scram_.server_final()));
  }
  authenticated_ = true;
  reply("235 2.7.0 welcome");
}

}  // namespace postino::test
