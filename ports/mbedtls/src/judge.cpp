// SPDX-License-Identifier: MIT
// RFC 5280 6 (paths), RFC 9525 (names); RFC 7469 2.4 for what a pin is the digest of.
#include "judge.hpp"

#include <mbedtls/oid.h>
#include <mbedtls/platform.h>
#include <mbedtls/sha256.h>

#include <cstring>

#include "certificates.hpp"
#include "dates.hpp"
#include "postino/mbedtls_trace.hpp"

namespace postino::detail {
namespace {

bool equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b) {
  return a.len == b.len && std::memcmp(a.p, b.p, a.len) == 0;
}

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

/// What became of the search through the anchors.
struct Search {
  const MbedSettings* settings;
  const mbedtls_x509_crt* child;
  mbedtls_x509_crt* found;
  bool child_itself = false;
  bool in_time = true;       // whether it looks for those whose dates are in order, or the others
  bool out_of_time = false;  // whether there are others
};

/// 0, or Mbed TLS's number: no memory, for check() has seen that all of them can be parsed.
int look_at(Search& search, const Der& der) {
  mbedtls_x509_crt anchor;
  mbedtls_x509_crt_init(&anchor);
  int result = append(anchor, der);
  if (result == 0) {
    if (equal(anchor.raw, search.child->raw)) search.child_itself = true;
    const bool issuer = equal(anchor.subject_raw, search.child->issuer_raw);
    const bool in_time = judge_dates(anchor, *search.settings) == 0;
    mbedtls_x509_crt_free(&anchor);
    if (issuer && !in_time) search.out_of_time = true;
    if (issuer && in_time == search.in_time) result = append(*search.found, der);
  } else if (is_unknown_algorithm(result)) {
    result = 0;
  }
  return result;
}

int search_all(Search& search) {
  for (const MbedPemOrDer& octets : search.settings->anchors) {
    DerReader reader{octets, certificate_label};
    Der der;
    while (true) {
      const DerReader::Found found = reader.next(der);
      if (found == DerReader::Found::End) break;
      const int result = found == DerReader::Found::One ? look_at(search, der) : der.failure();
      if (result != 0) return result;
    }
  }
  return 0;
}

/// Mbed TLS takes the first whose key fits. An anchor that was renewed has the name and often the
/// key of the one before it, so those that are over come last.
int search_in_order(Search& search) {
  const int result = search_all(search);
  if (result != 0 || !search.out_of_time) return result;
  search.in_time = false;
  return search_all(search);
}

}  // namespace

int Judgement::find_issuers(void* judgement, const mbedtls_x509_crt* child,
                            mbedtls_x509_crt** found) {
  auto& self = *static_cast<Judgement*>(judgement);
  auto* const issuers = static_cast<mbedtls_x509_crt*>(mbedtls_calloc(1, sizeof(mbedtls_x509_crt)));
  if (issuers == nullptr) return MBEDTLS_ERR_X509_ALLOC_FAILED;
  mbedtls_x509_crt_init(issuers);
  Search search{self.settings, child, issuers};
  const int result = search_in_order(search);
  if (!self.leaf_seen) {
    self.leaf_is_enough = search.child_itself || self.settings->anchors.empty();
    self.leaf_seen = true;
  }
  if (result == 0 && issuers->raw.p != nullptr) {
    *found = issuers;
    return 0;
  }
  mbedtls_x509_crt_free(issuers);
  mbedtls_free(issuers);
  return result;
}

int Judgement::judge(void* judgement, mbedtls_x509_crt* certificate, int depth,
                     std::uint32_t* flags) {
  auto& self = *static_cast<Judgement*>(judgement);
  if (depth > 0 && self.leaf_is_enough) {
    *flags = 0;
    return 0;
  }
  std::uint32_t& objections = *flags;
  const std::uint32_t not_ours = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;
  objections = (objections & ~not_ours) | judge_dates(*certificate, *self.settings);
  const std::int64_t ends = end_of(*certificate);
  if (!self.settings->dates_unchecked && ends < self.chain_ends) self.chain_ends = ends;
  if (depth == 0) {
    if (self.settings->trace != nullptr) self.settings->trace->certificate(*certificate);
    if (self.leaf_is_enough) objections &= ~std::uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED};
    if (has_wrong_name(*certificate, self)) objections |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
    if (!self.settings->pins.empty() && !is_pinned(*certificate, *self.settings)) {
      objections |= MBEDTLS_X509_BADCERT_OTHER;
    }
  }
  if ((objections & MBEDTLS_X509_BADCERT_EXPIRED) != 0) {
    self.anchor_expired = !self.judged && depth > 0;
  }
  self.judged = true;
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
