// SPDX-License-Identifier: MIT
/// Whether the server's certificate will do.
#pragma once

#include <mbedtls/x509_crt.h>

#include <cstdint>
#include <limits>

#include "address.hpp"
#include "anchors.hpp"
#include "postino/error.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

/// Where dates don't matter.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// What one handshake's certificates are judged by, and the judgement.
struct Judgement {
  const MbedSettings* settings = nullptr;
  Address address{};
  const Anchors* anchors = nullptr;
  std::uint32_t objections_above = 0;  // MBEDTLS_X509_BADCERT_, of all but the server's own
  std::uint32_t objections = 0;        // of all that count
  std::int64_t chain_ends = never;  // the earliest notAfter of those that count, seconds since 1970
  bool judged = false;              // one certificate at least: the first is the anchor
  bool anchor_expired = false;      // and nothing else

  /// mbedtls_ssl_set_verify(): from the top of the chain (the largest depth) down to 0.
  static int judge(void* judgement, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags);
};

/// The gravest of the objections; None when there is none.
[[nodiscard]] Fault fault_of_objections(std::uint32_t objections, bool anchor_expired);

}  // namespace postino::detail
