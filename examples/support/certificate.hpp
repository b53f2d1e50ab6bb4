// SPDX-License-Identifier: MIT
/// Throw-away certificates, made with OpenSSL's libcrypto.
#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace postino::demo {

enum class KeyKind { P256, Rsa2048, Rsa1024 };

/// What a certificate says. The defaults are right for a server on loopback.
struct CertificateOptions {
  std::string common_name = "localhost";
  /// As OpenSSL's subjectAltName has it; empty: the extension is left out.
  std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
  KeyKind key = KeyKind::P256;
  const char* digest = "SHA256";
  /// From now.
  std::chrono::seconds valid_from = std::chrono::hours{-1};
  std::chrono::seconds valid_until = std::chrono::hours{24};
};

/// A certificate and its private key, in PEM.
struct Identity {
  std::string certificate;
  std::string key;
};

/// A certificate authority that lasts as long as the object. Its functions throw
/// std::runtime_error.
class Authority {
 public:
  explicit Authority(const std::string& name = "Postino's throw-away authority",
                     KeyKind key = KeyKind::P256);
  ~Authority();
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;

  /// Its own certificate in PEM, to be trusted.
  [[nodiscard]] const std::string& certificate() const;
  /// A certificate for a server and for a client alike.
  [[nodiscard]] Identity issue(const CertificateOptions& options = {}) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// "sha256//BASE64" of the key in a certificate in PEM, as curl's --pinnedpubkey has it.
[[nodiscard]] std::string pin_of(const std::string& certificate);

}  // namespace postino::demo
