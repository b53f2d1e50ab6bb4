// SPDX-License-Identifier: MIT
/// What the input chooses of a client's settings.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "fuzz/support/fuzz.hpp"
#include "postino/cram_md5.hpp"
#include "postino/mechanism.hpp"
#include "postino/scram.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"
#include "support/fake_socket.hpp"
#include "support/reference_crypto.hpp"

namespace postino::test {

inline constexpr std::string_view canary_password = "qZ7!xK9@vB";
inline constexpr std::string_view canary_token = "zW5~jQ8#nYtokenLp";

/// All mechanisms, and what they work with.
class Mechanisms {
 public:
  /// List number `number` of count.
  [[nodiscard]] std::span<const Mechanism* const> list(std::size_t number) const;
  static constexpr std::size_t count = 7;

  ReferenceHash sha256{Digest::Sha256};
  ReferenceHash sha1{Digest::Sha1};
  ReferenceHash md5{Digest::Md5};
  ReferenceRandom random{std::string(18, '\x5a')};
  ReferenceBinding binding;
  sasl::Strongest strongest{sha256, random, &binding};
  sasl::ScramExchange sha1_exchange{sha1, random};
  sasl::Scram scram_sha1{sha1_exchange};
  sasl::CramMd5Exchange md5_exchange{md5};
  sasl::CramMd5 cram_md5{md5_exchange};

 private:
  const Mechanism* const sha1_[1] = {&scram_sha1};
  const Mechanism* const md5_[1] = {&cram_md5};
};

[[nodiscard]] Sizes choose_sizes(Input& input);
/// "mail.example"; `security` is one of those of the target.
[[nodiscard]] Server choose_server(Input& input, Security security, const Mechanisms& mechanisms);
[[nodiscard]] Behaviour choose_behaviour(Input& input);

}  // namespace postino::test
