// SPDX-License-Identifier: MIT
#include "support/reference_crypto.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace postino::test {
namespace {

const EVP_MD* algorithm(Digest digest) {
  if (digest == Digest::Md5) return EVP_md5();
  return digest == Digest::Sha1 ? EVP_sha1() : EVP_sha256();
}

const unsigned char* octets_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string digest_of(Digest digest, std::string_view octets) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(octets.data(), octets.size(), out, &size, algorithm(digest), nullptr);
  return {out, out + size};
}

std::string hmac(Digest digest, std::string_view key, std::string_view octets) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(algorithm(digest), key.empty() ? "" : key.data(), static_cast<int>(key.size()),
       octets_of(octets), octets.size(), out, &size);
  return {out, out + size};
}

std::string salted(Digest digest, std::string_view password, std::string_view salt,
                   std::uint32_t iterations) {
  using Question = std::tuple<Digest, std::string, std::string, std::uint32_t>;
  static std::map<Question, std::string> known;  // it is asked again and again, and takes long
  std::string& answer = known[{digest, std::string{password}, std::string{salt}, iterations}];
  if (!answer.empty()) return answer;
  unsigned char out[EVP_MAX_MD_SIZE];
  const int size = EVP_MD_size(algorithm(digest));
  PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), octets_of(salt),
                    static_cast<int>(salt.size()), static_cast<int>(iterations), algorithm(digest),
                    size, out);
  return answer = {out, out + size};
}

std::string from_hex(std::string_view digits) {
  std::string out;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    out += static_cast<char>(std::stoi(std::string{digits.substr(at, 2)}, nullptr, 16));
  }
  return out;
}

std::string xored(std::string a, std::string_view b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<char>(a[i] ^ b[i]);
  return a;
}

bool ReferenceHash::called(bool allowed) {
  EXPECT_TRUE(allowed) << "the computation was not begun, or not ended";
  if (++calls < fails_at || calls >= recovers_at) return true;
  keyed = false;
  return false;
}

std::size_t ReferenceHash::size() const {
  return static_cast<std::size_t>(EVP_MD_size(algorithm(digest_)));
}

bool ReferenceHash::hash(std::string_view octets, std::span<char> digest) {
  if (!called(!keyed)) return false;
  std::ranges::copy(digest_of(digest_, octets), digest.begin());
  return true;
}

bool ReferenceHash::begin(std::string_view key) {
  if (!called(!keyed)) return false;
  keyed = true;
  key_ = key;
  octets_.clear();
  return true;
}

bool ReferenceHash::update(std::string_view octets) {
  if (!called(keyed)) return false;
  octets_ += octets;
  return true;
}

bool ReferenceHash::finish(std::span<char> digest) {
  if (!called(keyed)) return false;
  keyed = false;
  EXPECT_GE(digest.size(), size());
  std::ranges::copy(hmac(digest_, key_, octets_), digest.begin());
  return true;
}

bool ReferenceHash::iterate(std::string_view key, std::span<char> last, std::span<char> sum,
                            std::uint32_t count) {
  if (!called(!keyed)) return false;
  rounds += count;
  max_rounds = std::max(max_rounds, count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::ranges::copy(hmac(digest_, key, {last.data(), size()}), last.begin());
    for (std::size_t at = 0; at < size(); ++at) sum[at] = static_cast<char>(sum[at] ^ last[at]);
  }
  return true;
}

bool ReferenceRandom::fill(std::span<char> into) {
  ++calls;
  if (fails) return false;
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = octets_[i % octets_.size()];
  return true;
}

bool ReferenceBinding::tls_exporter(std::span<char, octets> into) {
  if (available) std::ranges::copy(data, into.begin());
  return available;
}

}  // namespace postino::test
