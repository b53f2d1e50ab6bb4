// SPDX-License-Identifier: MIT
// RFC 7468 (PEM). Mbed TLS wants a NUL behind a PEM text, and takes all of it into memory at once.
#include "certificates.hpp"

#include <mbedtls/base64.h>
#include <mbedtls/pk.h>
#include <mbedtls/platform.h>

#include "memory.hpp"

namespace postino::detail {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";

/// Cuts `text` behind its first `mark`; what lay before it goes to `before`. False: there is none.
bool cut(std::string_view& text, std::string_view mark, std::string_view& before) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return false;
  before = {text.data(), at};
  text.remove_prefix(at + mark.size());
  return true;
}

}  // namespace

Der::~Der() { clear(); }

void Der::clear() {
  if (decoded_ != nullptr) wipe_and_free(decoded_, size_);
  decoded_ = nullptr;
  octets_ = {};
  failure_ = MBEDTLS_ERR_X509_INVALID_FORMAT;
}

bool Der::decode(std::string_view base64) {
  clear();
  const auto* const text = reinterpret_cast<const unsigned char*>(base64.data());
  std::size_t count = 0;
  failure_ = mbedtls_base64_decode(nullptr, 0, &count, text, base64.size());
  if (failure_ != MBEDTLS_ERR_BASE64_BUFFER_TOO_SMALL) return false;
  size_ = count;
  decoded_ = static_cast<unsigned char*>(mbedtls_calloc(1, count));
  failure_ = MBEDTLS_ERR_X509_ALLOC_FAILED;
  if (decoded_ == nullptr) return false;
  failure_ = mbedtls_base64_decode(decoded_, size_, &count, text, base64.size());
  octets_ = {decoded_, count};
  return failure_ == 0;
}

DerReader::DerReader(const MbedPemOrDer& octets, std::string_view label) : label_{label} {
  if (octets.text().find(begin_mark) != std::string_view::npos) {
    rest_ = octets.text();
  } else {
    der_ = {octets.data(), octets.size()};
  }
}

DerReader::Found DerReader::next(Der& der) {
  der.clear();
  if (!der_.empty()) {
    der.refer(der_);
    der_ = {};
    return Found::One;
  }
  std::string_view between, label, base64;
  while (cut(rest_, begin_mark, between)) {
    if (!cut(rest_, "\n", label) || !cut(rest_, end_mark, base64)) {
      rest_ = {};
      return Found::Bad;
    }
    if (label.find(label_) == std::string_view::npos) continue;
    return der.decode(base64) ? Found::One : Found::Bad;
  }
  return Found::End;
}

int append(mbedtls_x509_crt& chain, const Der& der) {
  const auto* const octets = der.octets().data();
  return der.lasting() ? mbedtls_x509_crt_parse_der_nocopy(&chain, octets, der.octets().size())
                       : mbedtls_x509_crt_parse_der(&chain, octets, der.octets().size());
}

bool is_unknown_algorithm(int result) {
  const int high = -(-result & 0x7f80);
  return high == MBEDTLS_ERR_X509_UNKNOWN_SIG_ALG || high == MBEDTLS_ERR_X509_SIG_MISMATCH ||
         high == MBEDTLS_ERR_PK_UNKNOWN_PK_ALG || high == MBEDTLS_ERR_PK_UNKNOWN_NAMED_CURVE ||
         high == MBEDTLS_ERR_PK_FEATURE_UNAVAILABLE || high == MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE;
}

}  // namespace postino::detail
