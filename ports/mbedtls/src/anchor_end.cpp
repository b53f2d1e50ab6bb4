// SPDX-License-Identifier: MIT
#include "certificates.hpp"
#include "dates.hpp"

namespace postino {

std::int64_t mbed_anchor_end(const MbedPemOrDer& anchor) {
  detail::DerReader reader{anchor, detail::certificate_label};
  detail::Der der;
  std::int64_t last = 0;
  while (reader.next(der) == detail::DerReader::Found::One) {
    mbedtls_x509_crt certificate;
    mbedtls_x509_crt_init(&certificate);
    if (detail::append(certificate, der) == 0) {
      const std::int64_t end = detail::end_of(certificate);
      if (end > last) last = end;
    }
    mbedtls_x509_crt_free(&certificate);
  }
  return last;
}

}  // namespace postino
