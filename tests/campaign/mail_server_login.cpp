// SPDX-License-Identifier: MIT
// RFC 4954: AUTH, and what each mechanism asks for.
#include <utility>

#include "campaign/mail_server.hpp"
#include "support/base64.hpp"

namespace postino::test {
namespace {

using std::string;
using std::string_view;

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

string in_hex(string_view octets) {
  constexpr string_view digits = "0123456789abcdef";
  string out;
  for (const char octet : octets) {
    out += digits[static_cast<unsigned char>(octet) >> 4U];
    out += digits[static_cast<unsigned char>(octet) & 0xfU];
  }
  return out;
}

}  // namespace

string MailServer::plain_message() const {
  return string(1, '\0') + manners_->user + string(1, '\0') + manners_->password;
}

/// Another one for each connection.
string MailServer::cram_challenge() const {
  return "<1896." + std::to_string(connections_) + "@mail.example>";
}

void MailServer::judge_login(bool good) {
  authenticated_ = good;
  reply(good ? "235 2.7.0 welcome" : "535 5.7.8 no");
}

void MailServer::authenticate(string_view text) {
  const bool odd = manners_->challenges == Challenges::LoginAfter504;
  const string_view name = text.substr(5, text.find(' ', 5) - 5);
  const std::size_t answer = text.find(' ', 5);
  if (odd && name == "PLAIN") return reply("504 5.5.4 what?");
  if (answer != string_view::npos) return at_once(text.substr(5));
  if (name == "LOGIN") {
    state_ = State::Login;
    return reply("334 VXNlcm5hbWU6");
  }
  if (name == "PLAIN") {
    state_ = State::Plain;
    return reply("334 ");
  }
  if (name != "CRAM-MD5") return reply("504 5.5.4 what?");
  state_ = State::Cram;
  reply("334 " + base64(cram_challenge()));
}

/// "PLAIN AHB1bXA...": a mechanism with its first message.
void MailServer::at_once(string_view text) {
  const string_view name = text.substr(0, text.find(' '));
  const string answer = decoded(text.substr(name.size() + 1));
  const string bearer = "\1auth=Bearer " + manners_->token + "\1\1";
  if (name == "PLAIN") return judge_login(answer == plain_message());
  if (name == "EXTERNAL") return judge_login(answer == manners_->user);
  if (name == "OAUTHBEARER") return judge_login(answer == "n,a=" + manners_->user + "," + bearer);
  if (name == "XOAUTH2") return judge_login(answer == "user=" + manners_->user + bearer);
  if (name == "SCRAM-SHA-256") return begin_scram(answer);
  reply("504 5.5.4 what?");
}

void MailServer::begin_scram(string_view first) {
  const std::size_t nonce = first.rfind("r=");
  if (nonce == string_view::npos) return reply("501 5.5.2 what?");
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
  switch (was) {
    case State::Login:
      if (answer != manners_->user) break;
      state_ = State::Password;
      return reply("334 UGFzc3dvcmQ6");
    case State::Password:
      return judge_login(answer == manners_->password);
    case State::Plain:
      return judge_login(answer == plain_message());
    case State::Cram:
      return judge_login(answer ==
                         manners_->user + " " +
                             in_hex(hmac(Digest::Md5, manners_->password, cram_challenge())));
    case State::ScramFinal:
      if (answer != scram_.client_final()) break;
      state_ = State::ScramEnd;
      return reply("334 " + base64(scram_.server_final()));
    default:
      return judge_login(text.empty());
  }
  reply("535 5.7.8 no");
}

}  // namespace postino::test
