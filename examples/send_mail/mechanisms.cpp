// SPDX-License-Identifier: MIT
#include "mechanisms.hpp"

#include "postino/external.hpp"

namespace postino::demo {

Mechanisms::Mechanisms(RandomSource& random, ChannelBinding& binding)
    : strongest_{sha256_, random, &binding}, scram_sha_1_exchange_{sha1_, random} {}

const Mechanism* Mechanisms::named(Auth auth) const {
  switch (auth) {
    case Auth::ScramSha256Plus:
      return strongest_.mechanisms()[0];
    case Auth::ScramSha256:
      return strongest_.mechanisms()[1];
    case Auth::ScramSha1:
      return &scram_sha_1_;
    case Auth::CramMd5:
      return &cram_md5_;
    case Auth::Plain:
      return &sasl::plain;
    case Auth::Login:
      return &sasl::login;
    case Auth::OauthBearer:
      return &sasl::oauth_bearer;
    case Auth::Xoauth2:
      return &sasl::xoauth2;
    case Auth::External:
      return &sasl::external;
    case Auth::Auto:
    case Auth::None:
      break;
  }
  return nullptr;
}

std::span<const Mechanism* const> Mechanisms::allowed(Auth auth, const Credentials& credentials) {
  the_one_ = named(auth);
  if (the_one_ != nullptr) return {&the_one_, 1};
  if (credentials.with_token()) return with_token_;
  return strongest_.mechanisms();
}

}  // namespace postino::demo
