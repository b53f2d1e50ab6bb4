// SPDX-License-Identifier: MIT
/// The SASL mechanisms that --auth can name.
#pragma once

#include <span>

#include "credentials.hpp"
#include "options.hpp"
#include "postino/cram_md5.hpp"
#include "postino/mbedtls_hash.hpp"
#include "postino/oauth.hpp"
#include "postino/scram.hpp"

namespace postino::demo {

class Mechanisms {
 public:
  /// Both are borrowed.
  Mechanisms(RandomSource& random, ChannelBinding& binding);
  Mechanisms(const Mechanisms&) = delete;
  Mechanisms& operator=(const Mechanisms&) = delete;

  /// For Login::mechanisms, as long as this object lives: those that `auth` stands for.
  [[nodiscard]] std::span<const Mechanism* const> allowed(Auth auth,
                                                          const Credentials& credentials);

 private:
  [[nodiscard]] const Mechanism* named(Auth auth) const;

  MbedHash sha256_{MbedHash::Algorithm::Sha256};
  MbedHash sha1_{MbedHash::Algorithm::Sha1};
  MbedHash md5_{MbedHash::Algorithm::Md5};
  sasl::Strongest strongest_;
  sasl::ScramExchange scram_sha_1_exchange_;
  sasl::Scram scram_sha_1_{scram_sha_1_exchange_};
  sasl::CramMd5Exchange cram_md5_exchange_{md5_};
  sasl::CramMd5 cram_md5_{cram_md5_exchange_};
  const Mechanism* with_token_[2] = {&sasl::oauth_bearer, &sasl::xoauth2};
  const Mechanism* the_one_ = nullptr;
};

}  // namespace postino::demo
