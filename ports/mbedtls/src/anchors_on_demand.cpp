// SPDX-License-Identifier: MIT
#include <mbedtls/build_info.h>
#if defined(MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK)

#include <mbedtls/platform.h>

#include <cstring>

#include "anchors_on_demand.hpp"
#include "certificates.hpp"
#include "dates.hpp"

namespace postino::detail {
namespace {

bool equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b) {
  return a.len == b.len && std::memcmp(a.p, b.p, a.len) == 0;
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

int AnchorsOnDemand::offer(mbedtls_ssl_config& config, const MbedSettings& settings) {
  settings_ = &settings;
  mbedtls_ssl_conf_ca_cb(&config, find_issuers, this);
  return 0;
}

/// Called for the leaf first, then up the chain.
int AnchorsOnDemand::find_issuers(void* anchors, const mbedtls_x509_crt* child,
                                  mbedtls_x509_crt** found) {
  auto& self = *static_cast<AnchorsOnDemand*>(anchors);
  auto* const issuers = static_cast<mbedtls_x509_crt*>(mbedtls_calloc(1, sizeof(mbedtls_x509_crt)));
  if (issuers == nullptr) return MBEDTLS_ERR_X509_ALLOC_FAILED;
  mbedtls_x509_crt_init(issuers);
  Search search{self.settings_, child, issuers};
  const int result = search_in_order(search);
  if (!self.leaf_seen_) self.leaf_is_one_ = search.child_itself;
  self.leaf_seen_ = true;
  if (result == 0 && issuers->raw.p != nullptr) {
    *found = issuers;
    return 0;
  }
  mbedtls_x509_crt_free(issuers);
  mbedtls_free(issuers);
  return result;
}

}  // namespace postino::detail

#endif
