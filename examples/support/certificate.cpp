// SPDX-License-Identifier: MIT
#include "certificate.hpp"

#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <array>
#include <cstdint>

#include "base64_text.hpp"
#include "openssl_handles.hpp"

namespace postino::demo {
namespace {

using Seconds = std::chrono::seconds;

KeyHandle make_key(KeyKind kind) {
  KeyHandle key{kind == KeyKind::P256      ? EVP_EC_gen("P-256")
                : kind == KeyKind::Rsa2048 ? EVP_RSA_gen(2048)
                                           : EVP_RSA_gen(1024)};
  require(key != nullptr, "key");
  return key;
}

void add_extension(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const ExtensionHandle extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value)};
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, value);
}

void set_serial(X509* certificate) {
  std::uint32_t serial = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "random");
  require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial | 1U) == 1, "serial");
}

CertificateHandle make_certificate(const std::string& name, EVP_PKEY* key, Seconds from,
                                   Seconds until) {
  CertificateHandle certificate{X509_new()};
  require(certificate != nullptr, "certificate");
  X509* const raw = certificate.get();
  X509_set_version(raw, X509_VERSION_3);
  set_serial(raw);
  X509_gmtime_adj(X509_getm_notBefore(raw), from.count());
  X509_gmtime_adj(X509_getm_notAfter(raw), until.count());
  require(X509_set_pubkey(raw, key) == 1, "key");
  const auto* const octets = reinterpret_cast<const unsigned char*>(name.c_str());
  require(X509_NAME_add_entry_by_txt(X509_get_subject_name(raw), "CN", MBSTRING_UTF8, octets, -1,
                                     -1, 0) == 1,
          "name");
  return certificate;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* key, const char* digest) {
  require(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1, "issuer");
  require(X509_sign(certificate, key, EVP_get_digestbyname(digest)) != 0, "signature");
}

std::string text_of(const BioHandle& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string to_pem(X509* certificate) {
  const BioHandle bio{BIO_new(BIO_s_mem())};
  require(PEM_write_bio_X509(bio.get(), certificate) == 1, "PEM");
  return text_of(bio);
}

std::string to_pem(EVP_PKEY* key) {
  const BioHandle bio{BIO_new(BIO_s_mem())};
  require(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "PEM");
  return text_of(bio);
}

}  // namespace

struct Authority::Implementation {
  KeyHandle key;
  CertificateHandle certificate;
  std::string pem;
};

Authority::Authority(const std::string& name, KeyKind kind)
    : implementation_{std::make_unique<Implementation>()} {
  KeyHandle key = make_key(kind);
  CertificateHandle certificate =
      make_certificate(name, key.get(), std::chrono::hours{-48}, std::chrono::hours{48});
  X509* const raw = certificate.get();
  add_extension(raw, raw, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign");
  sign(raw, raw, key.get(), "SHA256");
  *implementation_ = {std::move(key), std::move(certificate), to_pem(raw)};
}

Authority::~Authority() = default;

const std::string& Authority::certificate() const { return implementation_->pem; }

Identity Authority::issue(const CertificateOptions& options) const {
  const KeyHandle key = make_key(options.key);
  const CertificateHandle certificate =
      make_certificate(options.common_name, key.get(), options.valid_from, options.valid_until);
  X509* const raw = certificate.get();
  X509* const issuer = implementation_->certificate.get();
  add_extension(raw, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(raw, issuer, NID_ext_key_usage, "serverAuth,clientAuth");
  if (!options.names.empty()) {
    add_extension(raw, issuer, NID_subject_alt_name, options.names.c_str());
  }
  sign(raw, issuer, implementation_->key.get(), options.digest);
  return {.certificate = to_pem(raw), .key = to_pem(key.get())};
}

std::string pin_of(const std::string& certificate) {
  const CertificateHandle handle = read_certificate(certificate);
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle.get()), &der);
  require(size > 0, "key");
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int length = 0;
  const int done = EVP_Digest(der, static_cast<std::size_t>(size), digest.data(), &length,
                              EVP_sha256(), nullptr);
  OPENSSL_free(der);
  require(done == 1, "digest");
  return "sha256//" + to_base64({reinterpret_cast<const char*>(digest.data()), length});
}

}  // namespace postino::demo
