// SPDX-License-Identifier: MIT
// RFC 5280 6 (paths), RFC 9525 (names); RFC 7469 2.4 for what a pin is the digest of.
#include "judge.hpp"

#include <mbedtls/oid.h>
#include <mbedtls/sha256.h>

#include "dates.hpp"
#include "postino/mbedtls_trace.hpp"

namespace postino::detail {
namespace {

bool is(const mbedtls_x509_buf& octets, const MbedPin& pin) {
  MbedPin digest{};
  const bool done = mbedtls_sha256(octets.p, octets.len, digest.data(), 0) == 0;
  return done && digest == pin;
}

bool is_pinned(const mbedtls_x509_crt& certificate, const MbedSettings& settings) {
  for (const MbedPin& pin : settings.pins) {
    if (is(certificate.raw, pin) || is(certificate.pk_raw, pin)) return true;
  }
  return false;
}

/// What of the names Mbed TLS does not look at: an address, and whether the common name was what
/// it took for the host's.
bool has_wrong_name(const mbedtls_x509_crt& certificate, const Judgement& judgement) {
  if (judgement.address.size != 0) return !is_for(certificate, judgement.address);
  return !judgement.settings->common_name_counts &&
         mbedtls_x509_crt_has_ext_type(&certificate, MBEDTLS_X509_EXT_SUBJECT_ALT_NAME) == 0;
}

}  // namespace

int Judgement::judge(void* judgement, mbedtls_x509_crt* certificate, int depth,
                     std::uint32_t* flags) {
  auto& self = *static_cast<Judgement*>(judgement);
  std::uint32_t& objections = *flags;
  constexpr std::uint32_t not_ours = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;
  objections = (objections & ~not_ours) | judge_dates(*certificate, *self.settings);
  if ((objections & MBEDTLS_X509_BADCERT_EXPIRED) != 0) {
    self.anchor_expired = !self.judged && depth > 0;
  }
  self.judged = true;
  const std::int64_t end = self.settings->dates_unchecked ? never : end_of(*certificate);
  // Whether what is above the server's own certificate counts is known when that one comes, last.
  if (depth > 0) {
    self.objections_above |= objections;
    if (end < self.chain_ends) self.chain_ends = end;
    objections = 0;
    return 0;
  }
  if (self.settings->trace != nullptr) self.settings->trace->certificate(*certificate);
  if (self.settings->anchors.empty() || self.anchors->have(*certificate)) {
    objections &= ~std::uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED};
    self.chain_ends = end;
  } else {
    objections |= self.objections_above;
    if (end < self.chain_ends) self.chain_ends = end;
  }
  if (has_wrong_name(*certificate, self)) objections |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
  if (!self.settings->pins.empty() && !is_pinned(*certificate, *self.settings)) {
    objections |= MBEDTLS_X509_BADCERT_OTHER;
  }
  self.objections |= objections;
  return 0;
}

Fault fault_of_objections(std::uint32_t objections, bool anchor_expired) {
  constexpr std::uint32_t weak =
      MBEDTLS_X509_BADCERT_BAD_MD | MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY;
  if (objections == 0) return Fault::None;
  if ((objections & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0) return Fault::Untrusted;
  if ((objections & weak) != 0) return Fault::WeakCertificate;
  if ((objections & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0) return Fault::WrongName;
  if ((objections & MBEDTLS_X509_BADCERT_EXPIRED) != 0) {
    return anchor_expired ? Fault::AnchorExpired : Fault::Expired;
  }
  if ((objections & MBEDTLS_X509_BADCERT_FUTURE) != 0) return Fault::NotYetValid;
  if ((objections & MBEDTLS_X509_BADCERT_OTHER) != 0) return Fault::PinMismatch;
  return Fault::Untrusted;
}

}  // namespace postino::detail
