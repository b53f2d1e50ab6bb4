// SPDX-License-Identifier: MIT
// Whether the settings can work at all, before anything is sent.
#include <mbedtls/x509_crt.h>

#include "certificates.hpp"
#include "engine.hpp"
#include "faults.hpp"
#include "identity.hpp"
#include "memory.hpp"
#include "postino/mbedtls_transport.hpp"

namespace postino {
namespace {

using detail::Der;
using detail::DerReader;

/// A failure for want of memory is the handshake's to report: that one is worth another try. So is
/// a public key that is none, since that is what Mbed TLS says of one of RSA that it had no memory
/// for.
bool is_to_blame(int result, std::uint32_t failures_before) {
  constexpr int high_level = 0x7f80;
  return result != 0 && !detail::is_out_of_memory(result) &&
         (-result & high_level) != -MBEDTLS_ERR_PK_INVALID_PUBKEY &&
         detail::memory_failures() == failures_before;
}

int try_certificate(const Der& der) {
  mbedtls_x509_crt certificate;
  mbedtls_x509_crt_init(&certificate);
  const int result = detail::append(certificate, der);
  mbedtls_x509_crt_free(&certificate);
  return result;
}

/// The certificates in it that can be used; -1 when one is none.
int count_anchors(const MbedPemOrDer& octets) {
  DerReader reader{octets, detail::certificate_label};
  Der der;
  int count = 0;
  while (true) {
    const std::uint32_t failures = detail::memory_failures();
    const DerReader::Found found = reader.next(der);
    if (found == DerReader::Found::End) return count;
    const int result = found == DerReader::Found::One ? try_certificate(der) : der.failure();
    if (detail::is_unknown_algorithm(result)) continue;
    if (is_to_blame(result, failures)) return -1;
    ++count;
  }
}

Fault check_anchors(const MbedSettings& settings) {
  int usable = 0;
  for (const MbedPemOrDer& octets : settings.anchors) {
    const int count = octets.empty() ? -1 : count_anchors(octets);
    if (count < 0) return Fault::InvalidTrustAnchor;
    usable += count;
  }
  return usable == 0 && settings.pins.empty() ? Fault::NoTrustAnchor : Fault::None;
}

Fault check_identity(const MbedSettings& settings, MbedDrbg& random) {
  if (settings.certificate.empty() && settings.key.empty()) return Fault::None;
  char octet = 0;
  // Without random numbers nothing can be said about the key; the handshake will say why.
  if (!random.fill({&octet, 1})) return Fault::None;
  detail::Identity identity;
  identity.init();
  const std::uint32_t failures = detail::memory_failures();
  int result = identity.read(settings, random);
  if (result == 0) result = identity.match(random);
  identity.free();
  return is_to_blame(result, failures) ? Fault::InvalidIdentity : Fault::None;
}

}  // namespace

Fault MbedTransport::check() const {
  if (in_order_) return Fault::None;
  const MbedSettings& settings = *settings_;
  Fault fault = Fault::None;
  if (!detail::bounds_records(settings) && !settings.small_records) return Fault::RecordsUnbounded;
  if (!settings.unverified) {
    const bool dated =
        settings.clock != nullptr || settings.build_time != 0 || settings.dates_unchecked;
    if (!dated) return Fault::NoClock;
    fault = check_anchors(settings);
  }
  if (fault == Fault::None) fault = check_identity(settings, *random_);
  in_order_ = fault == Fault::None;
  return fault;
}

}  // namespace postino
