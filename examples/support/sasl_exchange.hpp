// SPDX-License-Identifier: MIT
/// The server's side of an authentication. libgsasl knows the mechanisms, so that what the library
/// under test says is judged by somebody else; only those of OAuth, which it lacks, are ours.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tls_channel.hpp"

namespace postino::demo {

enum class Step { Challenge, Accepted, Refused, Malformed };

/// What a message of the client's led to.
struct SaslStep {
  Step step = Step::Refused;
  /// Of Challenge and, where a mechanism has last words (SCRAM), of Accepted.
  std::string challenge{};
};

/// What a server knows before an authentication begins.
struct SaslFacts {
  const std::map<std::string, std::string>& users;  ///< Names, and passwords or tokens.
  const TlsFacts& tls;
  bool binds = false;  ///< SCRAM with channel binding is offered as well.
};

class SaslExchange {
 public:
  virtual ~SaslExchange() = default;
  /// `message`: nothing when the AUTH command brought none.
  virtual SaslStep step(const std::optional<std::string>& message) = 0;
  /// Whose exchange it was, once accepted.
  [[nodiscard]] virtual std::string user() const = 0;
};

/// Nothing when there is no such mechanism. `facts` are borrowed.
[[nodiscard]] std::unique_ptr<SaslExchange> begin_exchange(const std::string& mechanism,
                                                           const SaslFacts& facts);

/// RFC 7628, and the older XOAUTH2 of Google's: `mechanism` is one of the two.
[[nodiscard]] std::unique_ptr<SaslExchange> begin_oauth(const std::string& mechanism,
                                                        const SaslFacts& facts);

}  // namespace postino::demo
