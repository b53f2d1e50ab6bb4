// SPDX-License-Identifier: MIT
#include "sasl/passwords.hpp"

#include "codec/base64.hpp"
#include "postino/detail/word_hash.hpp"

namespace postino::detail {

unsigned mechanism_bit(std::uint32_t hash) {
  if (hash == word("PLAIN")) return plain_bit;
  return hash == word("LOGIN") ? login_bit : other_bit;
}

unsigned allowed_mechanisms(const Login& login) {
  unsigned allowed = login.mechanisms.empty() ? plain_bit | login_bit : 0U;
  for (const Mechanism* const mechanism : login.mechanisms) {
    allowed |= mechanism_bit(hash_of(mechanism->name()));
  }
  return allowed;
}

namespace {

/// RFC 4648 4, an octet at a time, so that no secret lies anywhere but in the packet.
class Base64 {
 public:
  explicit Base64(Writer& out) : out_{&out} {}

  void put(char octet) {
    bits_ = bits_ << 8 | static_cast<unsigned char>(octet);
    if (++count_ == 3) end();
  }
  void put(const View& text) {
    for (std::size_t i = 0; i != text.size(); ++i) put(text.data()[i]);
  }
  /// What is left, and its padding.
  void end() {
    if (count_ == 0) return;
    std::uint32_t bits = bits_ << (4 - count_) * 8;
    for (unsigned i = 0; i != 4; ++i, bits <<= 6) {
      out_->put(i <= count_ ? base64_digits[bits >> 26] : '=');
    }
    bits_ = count_ = 0;
  }

 private:
  Writer* out_;
  std::uint32_t bits_ = 0;
  unsigned count_ = 0;
};

}  // namespace

void write_password(const Login& login, unsigned offered, std::uint8_t number, Writer& out) {
  Base64 octets{out};
  const bool plain = (offered & plain_bit) != 0;
  if (plain) {
    octets.put('\0');
    octets.put(login.user);
    octets.put('\0');
  }
  octets.put(plain || number != 0 ? login.password : login.user);
  octets.end();
}

}  // namespace postino::detail
