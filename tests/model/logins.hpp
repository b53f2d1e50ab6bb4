// SPDX-License-Identifier: MIT
/// Each mechanism, with the exchange that it needs.
#pragma once

#include "model/script.hpp"
#include "model/server.hpp"
#include "model/toy_hash.hpp"
#include "postino/cram_md5.hpp"
#include "postino/external.hpp"
#include "postino/oauth.hpp"
#include "postino/scram.hpp"

namespace postino::model {

class Logins {
 public:
  [[nodiscard]] Login of(LoginBy by) const {
    // A small client takes an empty list for both.
    const std::size_t first = by == LoginBy::PlainOrLogin ? 1 : static_cast<std::size_t>(by);
    return {.user = user,
            .password = password,
            .token = token,
            .mechanisms = std::span{&list_[first], by == LoginBy::PlainOrLogin ? 0U : 1U},
            .allow_clear_text = true};
  }

 private:
  ToyHash sha256_{32};
  ToyHash md5_{16};
  ToyRandom random_{};
  sasl::ScramExchange scram_exchange_{sha256_, random_};
  sasl::CramMd5Exchange cram_exchange_{md5_};
  sasl::Scram scram_{scram_exchange_};
  sasl::CramMd5 cram_{cram_exchange_};
  const Mechanism* list_[8] = {nullptr, &sasl::plain,        &sasl::login,   &cram_,
                               &scram_, &sasl::oauth_bearer, &sasl::xoauth2, &sasl::external};
};

}  // namespace postino::model
