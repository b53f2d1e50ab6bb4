// SPDX-License-Identifier: MIT
/// A source of tokens that gives those it was told to, and remembers how it was asked.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "postino/token.hpp"

namespace postino::test {

/// Each token has memory of its own, which is given back once another one was returned: whoever
/// reads it later than a source allows is seen by the sanitizers.
class KeptTokens final : public TokenSource {
 public:
  explicit KeptTokens(std::vector<std::string> tokens) : tokens_{std::move(tokens)} {}

  View ask(bool refused) override {
    asked += refused ? "refused " : "first ";
    if (given_ == tokens_.size()) {
      ADD_FAILURE() << "asked too often";
      return {};
    }
    const std::string& next = tokens_[given_++];
    if (next.empty()) return {};
    auto copy = std::make_unique<std::string>(next);
    // Not in the object itself, as short strings are.
    copy->reserve(64);
    lent_ = std::move(copy);
    return std::string_view{*lent_};
  }

  std::string asked;  ///< "first refused ": once for a connection, and once after a 535.

 private:
  std::vector<std::string> tokens_;
  std::size_t given_ = 0;
  std::unique_ptr<std::string> lent_;
};

}  // namespace postino::test
