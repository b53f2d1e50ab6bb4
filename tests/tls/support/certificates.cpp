// SPDX-License-Identifier: MIT
#include "tls/support/certificates.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509v3.h>

namespace postino::test {
namespace {

KeyPointer make_key(KeyKind kind) {
  EVP_PKEY* key = nullptr;
  if (kind == KeyKind::P256) key = EVP_EC_gen("P-256");
  if (kind == KeyKind::P384) key = EVP_EC_gen("P-384");
  if (kind == KeyKind::P521) key = EVP_EC_gen("P-521");
  if (kind == KeyKind::Rsa2048) key = EVP_RSA_gen(2048);
  if (kind == KeyKind::Rsa1024) key = EVP_RSA_gen(1024);
  return {key, EVP_PKEY_free};
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509V3_set_ctx_nodb(&context);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  ASSERT_NE(extension, nullptr) << value;
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

/// DNS:a,IP:b, each name's octets as they are: a NUL too.
void add_names(X509* certificate, const std::string& names) {
  GENERAL_NAMES* const all = GENERAL_NAMES_new();
  std::size_t begin = 0;
  while (begin < names.size()) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::size_t colon = names.find(':', begin);
    const std::string kind = names.substr(begin, colon - begin);
    const std::string value = names.substr(colon + 1, end - colon - 1);
    GENERAL_NAME* const name = GENERAL_NAME_new();
    if (kind == "IP") {
      GENERAL_NAME_set0_value(name, GEN_IPADD, a2i_IPADDRESS(value.c_str()));
    } else {
      ASN1_IA5STRING* const text = ASN1_IA5STRING_new();
      ASN1_STRING_set(text, value.data(), static_cast<int>(value.size()));
      GENERAL_NAME_set0_value(name, GEN_DNS, text);
    }
    sk_GENERAL_NAME_push(all, name);
    begin = end + 1;
  }
  X509_add1_ext_i2d(certificate, NID_subject_alt_name, all, 0, X509V3_ADD_DEFAULT);
  GENERAL_NAMES_free(all);
}

void add_extensions(X509* certificate, X509* issuer, const Wish& wish) {
  if (wish.authority) {
    add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(certificate, issuer, NID_key_usage,
                  "critical,keyCertSign,cRLSign,digitalSignature");
  } else {
    add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  }
  if (!wish.alternative_names.empty()) add_names(certificate, wish.alternative_names);
  if (wish.padding != 0) {
    add_extension(certificate, issuer, NID_netscape_comment, std::string(wish.padding, 'x'));
  }
}

template <class Object>
std::string der_of(Object* object, int (*encode)(const Object*, unsigned char**)) {
  unsigned char* octets = nullptr;
  const int size = encode(object, &octets);
  std::string der{reinterpret_cast<char*>(octets), static_cast<std::size_t>(size)};
  OPENSSL_free(octets);
  return der;
}

std::string text_of(BIO* bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string pem{text, static_cast<std::size_t>(size)};
  BIO_free(bio);
  return pem;
}

std::string sha256(const std::string& octets) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(octets.data()), octets.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

}  // namespace

std::string Identified::pem() const {
  BIO* const bio = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(bio, certificate.get());
  return text_of(bio);
}

std::string Identified::der() const { return der_of<X509>(certificate.get(), i2d_X509); }

std::string Identified::key_pem() const {
  BIO* const bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio);
}

std::string Identified::key_der() const { return der_of<EVP_PKEY>(key.get(), i2d_PrivateKey); }

Identified make_certificate(const Wish& wish, const Identified* issuer) {
  static long serial = 1;
  Identified made;
  made.key = wish.own_key ? wish.own_key : make_key(wish.key);
  made.certificate = {X509_new(), X509_free};
  X509* const certificate = made.certificate.get();
  X509* const signer = issuer != nullptr ? issuer->certificate.get() : certificate;
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
  ASN1_TIME_set(X509_getm_notBefore(certificate), wish.begins);
  ASN1_TIME_set(X509_getm_notAfter(certificate), wish.ends);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(wish.common_name.data()),
                             static_cast<int>(wish.common_name.size()), -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(signer));
  X509_set_pubkey(certificate, made.key.get());
  add_extensions(certificate, signer, wish);
  EVP_PKEY* const key = issuer != nullptr ? issuer->key.get() : made.key.get();
  EXPECT_GT(X509_sign(certificate, key, wish.sha1 ? EVP_sha1() : EVP_sha256()), 0);
  return made;
}

std::string certificate_digest(const Identified& identified) { return sha256(identified.der()); }

std::string key_digest(const Identified& identified) {
  return sha256(der_of<EVP_PKEY>(identified.key.get(), i2d_PUBKEY));
}

}  // namespace postino::test
