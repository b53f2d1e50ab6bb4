// SPDX-License-Identifier: MIT
/// OpenSSL's objects, freed at the end of their lives.
#pragma once

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace postino::demo {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};

using KeyHandle = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using CertificateHandle = std::unique_ptr<X509, Release<X509_free>>;
using ExtensionHandle = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using BioHandle = std::unique_ptr<BIO, Release<BIO_free_all>>;
using SslHandle = std::unique_ptr<SSL, Release<SSL_free>>;
using SslContextHandle = std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>>;

/// Throws what OpenSSL's queue of errors says, unless `right`.
inline void require(bool right, const char* what) {
  if (right) return;
  const char* const why = ERR_reason_error_string(ERR_get_error());
  ERR_clear_error();
  throw std::runtime_error{std::string{what} + ": " + (why != nullptr ? why : "failed")};
}

/// A view of `text`, to be read from.
inline BioHandle reader_of(const std::string& text) {
  BioHandle bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
  require(bio != nullptr, "memory");
  return bio;
}

inline CertificateHandle read_certificate(const std::string& pem) {
  CertificateHandle certificate{PEM_read_bio_X509(reader_of(pem).get(), nullptr, nullptr, nullptr)};
  require(certificate != nullptr, "certificate");
  return certificate;
}

}  // namespace postino::demo
