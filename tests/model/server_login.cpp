// SPDX-License-Identifier: MIT
// RFC 4954 4; RFC 4616, 2195, 5802, 7628.
#include <algorithm>
#include <cstring>

#include "model/base64.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

constexpr std::string_view cram_challenge = "<1896.697170952@mail.example>";

struct Named {
  std::string_view name;
  LoginBy by;
};
constexpr Named mechanisms[] = {
    {"PLAIN", LoginBy::Plain},
    {"LOGIN", LoginBy::Login},
    {"CRAM-MD5", LoginBy::CramMd5},
    {"SCRAM-SHA-256", LoginBy::Scram},
    {"OAUTHBEARER", LoginBy::OAuthBearer},
    {"XOAUTH2", LoginBy::XOAuth2},
    {"EXTERNAL", LoginBy::External},
};

bool mac(ToyHash& hash, std::string_view key, std::string_view octets, char* digest) {
  return hash.begin(key) && hash.update(octets) && hash.finish({digest, hash.size()});
}

}  // namespace

std::string_view Server::known_password() const {
  return script_->settings.wrong_password ? "another" : password;
}

void Server::auth(std::string_view line) {
  line.remove_prefix(5);
  const std::size_t blank = line.find(' ');
  const std::string_view name = line.substr(0, blank);
  by_ = LoginBy::None;
  for (const Named& one : mechanisms) {
    if (one.name == name) by_ = one.by;
  }
  const LoginBy wanted = script_->settings.login;
  const bool either = by_ == LoginBy::Plain || by_ == LoginBy::Login;
  if (wanted == LoginBy::PlainOrLogin ? !either : by_ != wanted)
    truth_->fail("a mechanism that was not asked for");
  if (wanted == LoginBy::PlainOrLogin && by_ == unknown_) misuse("a mechanism that is unknown");
  if (logged_in_) misuse("a second login");
  authentic_ = endless_ = false;
  step_ = 0;
  login_size_ = 0;
  login_phase_ = Phase::Auth;
  mode_ = Mode::Login;
  if (refuses_login()) return conclude(false);
  if (blank != std::string_view::npos) return respond(line.substr(blank + 1));
  challenge(by_ == LoginBy::CramMd5 ? cram_challenge : "");
}

/// Whether the script has it so here, whatever is said.
bool Server::refuses_login() const {
  const Answer* const answer = planned(truth_->current, login_phase_, 0);
  return answer != nullptr && answer->code != 0;
}

/// A line of the exchange, or the initial response.
void Server::respond(std::string_view line) {
  if (line == "*") {
    conclude(false);
    return misuse("a login that was broken off");
  }
  auth_line_size_ = std::min(line.size(), sizeof auth_line_);
  std::memcpy(auth_line_, line.data(), auth_line_size_);
  if (refuses_login()) return conclude(false);
  if (endless_) return challenge("more");
  char octets[line_room];
  const std::string_view response{octets, line == "=" ? 0 : decode64(line, octets)};
  switch (by_) {
    case LoginBy::Plain:
      return plain(response);
    case LoginBy::Login:
      return ask_by_name(response);
    case LoginBy::CramMd5:
      return cram_md5(response);
    case LoginBy::Scram:
      return scram(response);
    case LoginBy::External:
      return conclude(response == user && !script_->settings.wrong_password);
    default:
      return bearer(response);
  }
}

/// 334; what follows is a response.
void Server::challenge(std::string_view octets) {
  challenge_ = octets;
  static_cast<void>(reply(truth_->current, login_phase_, 0, 334));
  login_phase_ = Phase::AuthResponse;
}

void Server::conclude(bool right) {
  mode_ = Mode::Command;
  const std::uint16_t code = reply(truth_->current, login_phase_, 0, right ? 235 : 535);
  logged_in_ = code == 235;
  if (login_phase_ == Phase::Auth && code == 504) unknown_ = by_;
}

void Server::plain(std::string_view response) {
  const std::string_view known = known_password();
  const std::size_t at = user.size() + 2;
  const bool right = response.size() == at + known.size() && response[0] == '\0' &&
                     response.substr(1, user.size()) == user && response[at - 1] == '\0' &&
                     response.substr(at) == known;
  conclude(right);
}

void Server::ask_by_name(std::string_view response) {
  if (step_++ == 0) {
    name_fits_ = response == user;
    return challenge("Password:");
  }
  conclude(name_fits_ && response == known_password());
}

void Server::cram_md5(std::string_view response) {
  constexpr char digits[] = "0123456789abcdef";
  char digest[16];
  char right[64];
  static_cast<void>(mac(md5_, known_password(), cram_challenge, digest));
  std::memcpy(right, user.data(), user.size());
  std::size_t size = user.size();
  right[size++] = ' ';
  for (const char octet : digest) {
    right[size++] = digits[static_cast<unsigned char>(octet) >> 4];
    right[size++] = digits[static_cast<unsigned char>(octet) & 15U];
  }
  conclude(response == std::string_view{right, size});
}

/// Both refuse by a challenge, which is answered before the refusal itself.
void Server::bearer(std::string_view response) {
  if (step_++ != 0) return conclude(false);
  const bool right = response.find(token) != std::string_view::npos;
  if (right && !script_->settings.wrong_password) return conclude(true);
  challenge("{\"status\":\"401\"}");
}

}  // namespace postino::model
