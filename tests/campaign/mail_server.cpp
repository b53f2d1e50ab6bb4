// SPDX-License-Identifier: MIT
#include "campaign/mail_server.hpp"

#include <cstdlib>
#include <utility>

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

/// Without the enhanced code after the reply code.
string bared(string_view text) {
  string out{text};
  const bool has_code = out.size() > 9 && out[5] == '.' && out[7] == '.' && out[9] == ' ';
  if (has_code) out.erase(4, 6);
  return out;
}

}  // namespace

void MailServer::begin(bool to_first_address) {
  ++connections_;
  closed_ = secured_ = authenticated_ = false;
  in_chunk_ = last_chunk_ = false;
  chunk_left_ = 0;
  state_ = manners_->refuses_first_address && to_first_address ? State::Refusing : State::Command;
  inbox_.clear();
  verb_.clear();
  reset();
}

void MailServer::greet() {
  reply(state_ == State::Refusing ? "554 5.3.2 not here" : "220 mail.example ESMTP");
}

void MailServer::secured() {
  secured_ = true;
  inbox_.clear();
}

void MailServer::reply(string_view text) {
  string octets = (manners_->bare ? bared(text) : string{text}) + "\r\n";
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
  if (state_ == State::Refusing && text != "QUIT") return reply("503 5.5.1 not here");
  if (state_ == State::Refusing) return command(text);
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
  if (text.starts_with(manners_->lmtp ? "LHLO " : "EHLO ")) {
    return manners_->knows_ehlo ? offer() : reply("502 5.5.1 what?");
  }
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
    if (manners_->closes_first && !closed_once_ && !calm_) {
      closed_once_ = true;
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
  if (manners_->lmtp) return finish_for_each();
  taken_.push_back(mail_);
  reset();
  reply("250 2.0.0 queued");
}

/// RFC 2033 4.2.
void MailServer::finish_for_each() {
  Taken taken = std::exchange(mail_, {});
  has_sender_ = false;
  const auto all = taken.recipients;
  if (all.size() > 1) taken.recipients.erase(taken.recipients.begin() + 1);
  taken_.push_back(taken);
  for (std::size_t i = 0; i < all.size(); ++i) {
    reply(i == 1 ? "452 4.2.2 the box is full" : "250 2.1.5 delivered");
  }
}

}  // namespace postino::test
