// SPDX-License-Identifier: MIT
/// Certificates and keys out of the caller's octets, one at a time.
#pragma once

#include <mbedtls/x509_crt.h>

#include <cstddef>
#include <span>
#include <string_view>

#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

/// One PEM block's or the DER's own octets. What was decoded is wiped and freed with it.
class Der {
 public:
  Der() = default;
  ~Der();
  Der(const Der&) = delete;
  Der& operator=(const Der&) = delete;

  void refer(std::span<const unsigned char> octets) { octets_ = octets; }
  /// False: not base64, or no memory (Mbed TLS's number is in failure()).
  bool decode(std::string_view base64);
  void clear();

  [[nodiscard]] std::span<const unsigned char> octets() const { return octets_; }
  /// Whether they lie in the caller's memory, and stay.
  [[nodiscard]] bool lasting() const { return decoded_ == nullptr; }
  [[nodiscard]] int failure() const { return failure_; }

 private:
  unsigned char* decoded_ = nullptr;
  std::size_t size_ = 0;
  int failure_ = 0;
  std::span<const unsigned char> octets_{};
};

/// Goes over what `octets` hold: each PEM block whose label ends in `label`, or the one DER.
class DerReader {
 public:
  DerReader(const MbedPemOrDer& octets, std::string_view label);

  enum class Found { One, End, Bad };
  Found next(Der& der);

 private:
  std::string_view rest_;
  std::span<const unsigned char> der_;
  std::string_view label_;
};

/// Appends the certificate to `chain`: 0, or Mbed TLS's number.
int append(mbedtls_x509_crt& chain, const Der& der);

/// Whether that number means algorithms that Mbed TLS was built without.
[[nodiscard]] bool is_unknown_algorithm(int result);

inline constexpr std::string_view certificate_label = "CERTIFICATE-----";
inline constexpr std::string_view key_label = "PRIVATE KEY-----";

}  // namespace postino::detail
