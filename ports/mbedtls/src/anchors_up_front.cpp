// SPDX-License-Identifier: MIT
#include <mbedtls/build_info.h>
#if !defined(MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK)

#include <cstring>

#include "anchors_up_front.hpp"
#include "certificates.hpp"
#include "dates.hpp"

namespace postino::detail {

/// Adds it if whether its dates are in order is `in_time`. 0, or Mbed TLS's number: no memory, for
/// check() has seen that all of them can be parsed.
int AnchorsUpFront::add(const MbedSettings& settings, const Der& der, bool in_time) {
  mbedtls_x509_crt anchor;
  mbedtls_x509_crt_init(&anchor);
  int result = append(anchor, der);
  const bool wanted = result == 0 && (judge_dates(anchor, settings) == 0) == in_time;
  mbedtls_x509_crt_free(&anchor);
  if (wanted) result = append(list_, der);
  return is_unknown_algorithm(result) ? 0 : result;
}

int AnchorsUpFront::read(const MbedSettings& settings, const MbedPemOrDer& octets, bool in_time) {
  DerReader reader{octets, certificate_label};
  Der der;
  while (true) {
    const DerReader::Found found = reader.next(der);
    if (found == DerReader::Found::End) return 0;
    const int result = found == DerReader::Found::One ? add(settings, der, in_time) : der.failure();
    if (result != 0) return result;
  }
}

int AnchorsUpFront::read_all(const MbedSettings& settings, bool in_time) {
  for (const MbedPemOrDer& octets : settings.anchors) {
    const int result = read(settings, octets, in_time);
    if (result != 0) return result;
  }
  return 0;
}

/// Mbed TLS takes the first whose key fits. An anchor that was renewed has the name and often the
/// key of the one before it, so those that are over come last. An empty list is one too: without
/// any, as with pins alone, Mbed TLS would not ask our judge.
int AnchorsUpFront::offer(mbedtls_ssl_config& config, const MbedSettings& settings) {
  if (settings.unverified) return 0;
  int result = read_all(settings, true);
  if (result == 0) result = read_all(settings, false);
  if (result == 0) mbedtls_ssl_conf_ca_chain(&config, &list_, nullptr);
  return result;
}

bool AnchorsUpFront::have(const mbedtls_x509_crt& leaf) const {
  for (const mbedtls_x509_crt* anchor = &list_; anchor != nullptr; anchor = anchor->next) {
    const mbedtls_x509_buf& raw = anchor->raw;
    if (raw.len == leaf.raw.len && std::memcmp(raw.p, leaf.raw.p, raw.len) == 0) return true;
  }
  return false;
}

}  // namespace postino::detail

#endif
