// SPDX-License-Identifier: MIT
// RFC 7628 3.1 to 3.2.3, and developers.google.com/gmail/imap/xoauth2-protocol.
#include <string_view>
#include <vector>

#include "sasl_exchange.hpp"

namespace postino::demo {
namespace {

constexpr char separator = '\x01';

struct Claim {
  std::string user;
  std::string token;
};

/// The pieces of a text that ends with two separators.
std::optional<std::vector<std::string_view>> pieces_of(std::string_view message) {
  std::vector<std::string_view> pieces;
  while (!message.empty() && message != std::string_view{&separator, 1}) {
    const std::size_t end = message.find(separator);
    if (end == std::string_view::npos) return std::nullopt;
    pieces.push_back(message.substr(0, end));
    message.remove_prefix(end + 1);
  }
  if (message.empty() || pieces.empty()) return std::nullopt;
  return pieces;
}

std::optional<std::string> value_of(std::string_view piece, std::string_view key) {
  if (!piece.starts_with(key)) return std::nullopt;
  return std::string{piece.substr(key.size())};
}

/// The header of RFC 5801 section 4, without channel binding: "n,a=user,".
std::optional<std::string> user_of_gs2(std::string_view header) {
  if (!header.starts_with("n,") || !header.ends_with(',') || header.size() < 3) return std::nullopt;
  const std::string_view identity = header.substr(2, header.size() - 3);
  if (identity.find(',') != std::string_view::npos) return std::nullopt;
  return value_of(identity, "a=");
}

std::optional<Claim> read_claim(std::string_view message, bool bearer) {
  const auto pieces = pieces_of(message);
  if (!pieces) return std::nullopt;
  const auto user = bearer ? user_of_gs2(pieces->front()) : value_of(pieces->front(), "user=");
  if (!user) return std::nullopt;
  for (const std::string_view piece : *pieces) {
    if (const auto token = value_of(piece, "auth=Bearer ")) return Claim{*user, *token};
  }
  return std::nullopt;
}

class OauthExchange final : public SaslExchange {
 public:
  OauthExchange(bool bearer, const SaslFacts& facts) : bearer_{bearer}, facts_{facts} {}

  SaslStep step(const std::optional<std::string>& message) override {
    if (!message) return {Step::Challenge, {}};
    // The client answers the account of its failure with nothing, or one separator.
    if (failed_) return {*message == (bearer_ ? "\x01" : "") ? Step::Refused : Step::Malformed, {}};
    const std::optional<Claim> claim = read_claim(*message, bearer_);
    if (!claim) return {Step::Malformed, {}};
    const auto found = facts_.users.find(claim->user);
    if (found != facts_.users.end() && found->second == claim->token) {
      user_ = claim->user;
      return {Step::Accepted, {}};
    }
    failed_ = true;
    return {Step::Challenge, R"({"status":"invalid_token","schemes":"bearer"})"};
  }

  [[nodiscard]] std::string user() const override { return user_; }

 private:
  bool bearer_;
  SaslFacts facts_;
  bool failed_ = false;
  std::string user_;
};

}  // namespace

std::unique_ptr<SaslExchange> begin_oauth(const std::string& mechanism, const SaslFacts& facts) {
  return std::make_unique<OauthExchange>(mechanism == "OAUTHBEARER", facts);
}

}  // namespace postino::demo
