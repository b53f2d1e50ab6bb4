// SPDX-License-Identifier: MIT
// RFC 6066 3: an address is no server name. RFC 5280 4.2.1.6: how a certificate holds one.
#include "address.hpp"

#include <mbedtls/x509.h>

#include <cstring>

namespace postino::detail {
namespace {

/// INET6_ADDRSTRLEN.
constexpr std::size_t max_address_size = 46;

}  // namespace

Address address_of(std::string_view host) {
  Address address{};
  const std::size_t scope = host.find('%');
  if (scope != std::string_view::npos) host.remove_suffix(host.size() - scope);
  if (host.size() >= max_address_size) return address;
  char text[max_address_size] = {};
  if (!host.empty()) std::memcpy(text, host.data(), host.size());
  address.size = mbedtls_x509_crt_parse_cn_inet_pton(text, address.octets.data());
  return address;
}

bool is_for(const mbedtls_x509_crt& certificate, const Address& address) {
  for (const mbedtls_x509_sequence* name = &certificate.subject_alt_names; name != nullptr;
       name = name->next) {
    const bool is_address =
        (name->buf.tag & MBEDTLS_ASN1_TAG_VALUE_MASK) == MBEDTLS_X509_SAN_IP_ADDRESS;
    if (is_address && name->buf.len == address.size &&
        std::memcmp(name->buf.p, address.octets.data(), address.size) == 0) {
      return true;
    }
  }
  return false;
}

}  // namespace postino::detail
