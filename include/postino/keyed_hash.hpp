// SPDX-License-Identifier: MIT
/// What authentication needs of cryptography; a port implements it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace postino {

/// One hash function and the HMAC over it (RFC 2104). One computation at a time; every function but
/// size() is false when the port failed (no memory), and then the computation has ended.
class KeyedHash {
 public:
  /// Maximum size of a digest, in bytes.
  static constexpr std::size_t max_size = 32;

  /// Size of a digest, in bytes: 16 for MD5, 20 for SHA-1, 32 for SHA-256.
  [[nodiscard]] virtual std::size_t size() const = 0;
  /// The hash itself, without a key; `digest` holds size() octets.
  virtual bool hash(std::string_view octets, std::span<char> digest) = 0;

  /// An HMAC over all that update() is given.
  virtual bool begin(std::string_view key) = 0;
  virtual bool update(std::string_view octets) = 0;
  /// Its `digest` of size() octets; the key is wiped.
  virtual bool finish(std::span<char> digest) = 0;

  /// `rounds` steps of PBKDF2 (RFC 8018 5.2): `last` becomes its own HMAC under `key`, and is then
  /// XORed into `sum`. Both hold size() octets.
  virtual bool iterate(std::string_view key, std::span<char> last, std::span<char> sum,
                       std::uint32_t rounds) = 0;

 protected:
  ~KeyedHash() = default;
};

/// Random octets that nobody can guess.
class RandomSource {
 public:
  /// False: there are none now, and `into` is not to be used.
  virtual bool fill(std::span<char> into) = 0;

 protected:
  ~RandomSource() = default;
};

/// What ties an authentication to the TLS connection below it.
class ChannelBinding {
 public:
  static constexpr std::size_t octets = 32;

  /// The data of tls-exporter (RFC 9266). False: there is no TLS, or none whose exporter is unique
  /// to the connection (TLS 1.2 without the extended master secret).
  virtual bool tls_exporter(std::span<char, octets> into) = 0;

 protected:
  ~ChannelBinding() = default;
};

}  // namespace postino
