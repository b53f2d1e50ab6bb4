// SPDX-License-Identifier: MIT
/// Whether the server's certificate will do.
#pragma once

#include <mbedtls/x509_crt.h>

#include <cstdint>
#include <limits>

#include "address.hpp"
#include "postino/error.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

/// Where dates don't matter.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// What one handshake's certificates are judged by, and the judgement.
struct Judgement {
  const MbedSettings* settings = nullptr;
  Address address{};
  std::uint32_t objections = 0;     // MBEDTLS_X509_BADCERT_
  std::int64_t chain_ends = never;  // the earliest notAfter of those that count, seconds since 1970
  bool judged = false;              // one certificate at least: the first is the anchor
  bool anchor_expired = false;      // and nothing else
  bool leaf_seen = false;
  bool leaf_is_enough = false;  // it is an anchor itself, or only pins count

  /// mbedtls_ssl_conf_ca_cb(): the anchors that may have signed `child`.
  static int find_issuers(void* judgement, const mbedtls_x509_crt* child, mbedtls_x509_crt** found);
  /// mbedtls_ssl_set_verify(): from the top of the chain (the largest depth) down to 0.
  static int judge(void* judgement, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags);
};

/// The gravest of the objections; None when there is none.
[[nodiscard]] Fault fault_of_objections(std::uint32_t objections, bool anchor_expired);

}  // namespace postino::detail
