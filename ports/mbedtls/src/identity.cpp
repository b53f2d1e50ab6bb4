// SPDX-License-Identifier: MIT
#include "identity.hpp"

#include "certificates.hpp"
#include "drbg.hpp"

namespace postino::detail {

void Identity::init() {
  mbedtls_x509_crt_init(&chain);
  mbedtls_pk_init(&key);
}

void Identity::free() {
  mbedtls_x509_crt_free(&chain);
  mbedtls_pk_free(&key);
}

int Identity::read(const MbedSettings& settings, MbedDrbg& random) {
  Der der;
  DerReader certificates{settings.certificate, certificate_label};
  int result = MBEDTLS_ERR_X509_INVALID_FORMAT;
  DerReader::Found found;
  while ((found = certificates.next(der)) == DerReader::Found::One) {
    result = append(chain, der);
    if (result != 0) return result;
  }
  if (found == DerReader::Found::Bad) return der.failure();
  if (result != 0) return result;
  DerReader keys{settings.key, key_label};
  found = keys.next(der);
  if (found == DerReader::Found::Bad) return der.failure();
  return mbedtls_pk_parse_key(&key, der.octets().data(), der.octets().size(), nullptr, 0,
                              random_octets, &random);
}

int Identity::match(MbedDrbg& random) const {
  return mbedtls_pk_check_pair(&chain.pk, &key, random_octets, &random);
}

}  // namespace postino::detail
