// SPDX-License-Identifier: MIT
/// CRAM-MD5 (RFC 2195): for servers that have nothing better and no TLS.
#pragma once

#include <cstdint>

#include "postino/detail/base64_decoder.hpp"
#include "postino/keyed_hash.hpp"
#include "postino/mechanism.hpp"

namespace postino::sasl {

/// What an exchange of CRAM-MD5 works with and remembers; of one client at a time.
class CramMd5Exchange {
 public:
  /// `md5` is borrowed for the exchange's life. With any other hash the mechanism is never chosen.
  constexpr explicit CramMd5Exchange(KeyedHash& md5) : hash_{&md5} {}
  CramMd5Exchange(const CramMd5Exchange&) = delete;
  CramMd5Exchange& operator=(const CramMd5Exchange&) = delete;

 private:
  friend class CramMd5;
  static constexpr std::size_t digest_octets = 16;
  enum class Stage : std::uint8_t { Fresh, Keyed, Failed, Digested };

  /// All zero at first, and again when it is wiped.
  struct State {
    Stage stage = Stage::Fresh;
    bool any = false;  // the challenge has an octet at least
    detail::Base64Decoder decoder{};
    char digest[digest_octets] = {};
  };

  KeyedHash* hash_;
  State state_{};
};

/// The password does not go out, but whoever reads along can try words offline, and the server
/// proves nothing: name it only for a server that has neither SCRAM nor TLS. The challenge is
/// hashed as it comes, so none needs memory, and config::max_reply_line_size bounds it; an empty
/// one is not answered.
class CramMd5 final : public Mechanism {
 public:
  /// `exchange` is borrowed for the mechanism's life.
  constexpr explicit CramMd5(CramMd5Exchange& exchange)
      : Mechanism{Strength::HidesSecret}, exchange_{&exchange} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  Preparation prepare(const Login& credentials, std::uint8_t number) const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
  Verdict challenge(std::uint8_t number, std::string_view piece, bool last) const override;
  void end() const override;

 private:
  CramMd5Exchange* exchange_;
};

}  // namespace postino::sasl
