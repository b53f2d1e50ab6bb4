// SPDX-License-Identifier: MIT
/// Throw-away certificates, made with OpenSSL's libcrypto.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace postino::test {

using KeyPointer = std::shared_ptr<EVP_PKEY>;
using CertificatePointer = std::shared_ptr<X509>;

/// Mbed TLS is built without P-521.
enum class KeyKind { P256, P384, P521, Rsa2048, Rsa1024 };

/// The moment at which the tests take place: 2026-07-01 00:00 UTC.
inline constexpr std::int64_t test_time = 1782864000;
inline constexpr std::int64_t one_day = 24 * 60 * 60;

/// What a certificate is to say.
struct Wish {
  std::string common_name = "mail.example";
  std::string alternative_names =
      "DNS:mail.example";  ///< As in OpenSSL's configuration; may be "".
  KeyKind key = KeyKind::P256;
  std::int64_t begins = test_time - 30 * one_day;
  std::int64_t ends = test_time + 30 * one_day;
  bool authority = false;
  KeyPointer own_key{};  ///< In place of a new one.
  bool sha1 = false;
  std::size_t padding = 0;  ///< Octets of a comment, to make it long.
};

struct Identified {
  CertificatePointer certificate;
  KeyPointer key;

  [[nodiscard]] std::string pem() const;
  [[nodiscard]] std::string der() const;
  [[nodiscard]] std::string key_pem() const;
  [[nodiscard]] std::string key_der() const;
};

/// A certificate signed by `issuer`, or by itself when there is none. Keys of one kind are made
/// once a program for each `role`.
Identified make_certificate(const Wish& wish, const Identified* issuer = nullptr);

/// SHA-256 of the certificate, and of its public key as it stands there.
std::string certificate_digest(const Identified& identified);
std::string key_digest(const Identified& identified);

}  // namespace postino::test
