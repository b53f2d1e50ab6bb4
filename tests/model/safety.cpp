// SPDX-License-Identifier: MIT
#include "model/safety.hpp"

#include <optional>

#include "campaign/reply_reader.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

struct Reply {
  std::uint32_t begin = 0;
  int code = 0;
};

/// Whole and in good form, up to the first that is not.
std::vector<Reply> replies_of(const std::string& octets) {
  std::vector<Reply> all;
  test::ReplyReader reader;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < octets.size(); ++i) {
    const std::optional<test::HeardReply> reply = reader.take(octets[i]);
    if (!reply) continue;
    if (reply->code == 0) break;
    all.push_back({begin, reply->code});
    begin = i + 1;
  }
  return all;
}

constexpr bool is_success(int code) { return code >= 200 && code < 300; }

/// What was said on a connection, and to what.
class Reading {
 public:
  Reading(const Truth& truth, std::uint16_t connection, bool lmtp)
      : truth_{&truth}, connection_{connection}, lmtp_{lmtp} {}

  /// What is wrong with what the client said of `message`; nullptr: nothing.
  const char* read(std::uint8_t message, bool logs_in);

  bool mail = false;
  bool any_recipient = false;
  bool end = false;  ///< Answered by 2yz, for one recipient at least.
  bool recipient[max_recipients] = {};
  bool final[max_recipients] = {};

 private:
  [[nodiscard]] int code_of(const Item& item);
  void read_end(const Item& item, bool ours);

  const Truth* truth_;
  std::uint16_t connection_;
  bool lmtp_;
  std::vector<Reply> replies_{};
  std::size_t next_ = 0;
  bool recipient_[max_recipients] = {};  // of the message that is said
};

/// Of the reply that answers it; 0: there is none that counts.
int Reading::code_of(const Item& item) {
  if (next_ >= replies_.size()) return 0;
  const Reply& reply = replies_[next_++];
  return reply.begin >= item.known ? reply.code : 0;
}

/// One reply, or with LMTP one for each recipient that was accepted.
void Reading::read_end(const Item& item, bool ours) {
  for (std::size_t i = 0; i < (lmtp_ ? max_recipients : 1); ++i) {
    if (lmtp_ && !recipient_[i]) continue;
    const bool success = is_success(code_of(item));
    if (!ours) continue;
    final[i] = success;
    end = end || success;
  }
}

const char* Reading::read(std::uint8_t message, bool logs_in) {
  replies_ = replies_of(truth_->heard[connection_]);
  bool logged_in = false;
  int data = 0;
  for (const Item& item : truth_->items) {
    if (item.connection != connection_) continue;
    const bool ours = item.owner == message;
    if (item.phase == Phase::Content) {
      if (ours && data != 354) return "content that nobody asked for";
      continue;
    }
    if (item.phase == Phase::EndOfData) {
      read_end(item, ours);
      continue;
    }
    if (item.phase == Phase::MailFrom) {
      for (bool& one : recipient_) one = false;
      if (ours && logs_in && !logged_in) return "MAIL without the login";
    }
    const int code = code_of(item);
    const bool of_login = item.phase == Phase::Auth || item.phase == Phase::AuthResponse;
    if (of_login) logged_in = code == 235;
    if (item.phase == Phase::Data) data = code;
    if (item.phase == Phase::RcptTo && item.number < max_recipients) {
      recipient_[item.number] = is_success(code);
      if (ours) recipient[item.number] = is_success(code);
      any_recipient = (ours && is_success(code)) || any_recipient;
    }
    if (item.phase == Phase::MailFrom && ours) mail = is_success(code);
  }
  return nullptr;
}

bool holds_row(std::string_view text, std::string_view secret, std::size_t row) {
  for (std::size_t at = 0; at + row <= secret.size(); ++at) {
    if (text.find(secret.substr(at, row)) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

bool tells_secret(std::string_view text, LoginBy by) {
  constexpr std::size_t telling = 8;
  constexpr std::string_view plain_line = "AHB1bXAAc2VjcmV0";
  constexpr std::string_view password_line = "c2VjcmV0";
  constexpr std::string_view token_in_lines[] = {"eWEyOS50b2tlb", "lhMjkudG9rZW", "5YTI5LnRva2Vu"};
  if (by == LoginBy::None) return false;
  const bool has_token = by == LoginBy::OAuthBearer || by == LoginBy::XOAuth2;
  if (text.find(password) != std::string_view::npos) return true;
  if (has_token && text.find(token) != std::string_view::npos) return true;
  const bool both = by == LoginBy::PlainOrLogin;
  if ((both || by == LoginBy::Plain) && holds_row(text, plain_line, telling)) return true;
  if ((both || by == LoginBy::Login) && holds_row(text, password_line, telling)) return true;
  if (!has_token) return false;
  for (const std::string_view line : token_in_lines) {
    if (holds_row(text, line, telling)) return true;
  }
  return false;
}

const char* check_safety(const Script& script, const Truth& truth, std::uint8_t message,
                         const Report& report) {
  const bool logs_in = script.settings.login != LoginBy::None;
  const bool lmtp = script.settings.lmtp;
  bool accepted = false;
  bool taken[max_recipients] = {};
  // A message may have gone by several connections, and one of an aborted queue again.
  for (std::uint16_t i = 0; i < truth.heard.size(); ++i) {
    Reading reading{truth, i, lmtp};
    if (const char* const wrong = reading.read(message, logs_in); wrong != nullptr) return wrong;
    if (!reading.mail || !reading.any_recipient || !reading.end) continue;
    accepted = truth.fate[message].whole;
    for (std::size_t r = 0; r < max_recipients; ++r) {
      taken[r] = lmtp ? reading.final[r] : reading.recipient[r];
    }
  }
  if (tells_secret(report.text, script.settings.login)) return "a secret in a report";
  if (report.outcome == Outcome::Accepted && !accepted) return "Accepted, and not by the server";
  for (std::size_t r = 0; r < report.recipients.size(); ++r) {
    const bool said_so = report.recipients[r].outcome == Outcome::Accepted;
    if (said_so && !(accepted && taken[r])) return "a recipient Accepted, and not by the server";
  }
  return nullptr;
}

}  // namespace postino::model
