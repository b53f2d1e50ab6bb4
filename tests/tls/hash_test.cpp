// SPDX-License-Identifier: MIT
// Against OpenSSL: hash, HMAC, PBKDF2, exporter.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "postino/mbedtls_hash.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

struct Kind {
  MbedHash::Algorithm algorithm;
  const EVP_MD* (*reference)();
};

class Hash : public ::testing::TestWithParam<Kind> {
 protected:
  Hash() { heap.install(); }
  ~Hash() override {
    EXPECT_EQ(heap.used(), 0U);
    heap.remove();
  }
  string reference_hmac(const string& key, const string& octets) {
    string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    HMAC(GetParam().reference(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(octets.data()), octets.size(),
         reinterpret_cast<unsigned char*>(digest.data()), &size);
    digest.resize(size);
    return digest;
  }

  std::vector<std::byte> memory = std::vector<std::byte>(4096);
  MbedHeap heap{memory};
  MbedHash hash{GetParam().algorithm};
};

TEST_P(Hash, HashesAsOpenSslDoes) {
  for (const std::size_t length : {0U, 1U, 55U, 56U, 63U, 64U, 65U, 1000U}) {
    const string octets(length, 'a');
    string reference(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    EVP_Digest(octets.data(), octets.size(), reinterpret_cast<unsigned char*>(reference.data()),
               &size, GetParam().reference(), nullptr);
    reference.resize(size);
    ASSERT_EQ(hash.size(), size);
    string digest(hash.size(), '\0');
    EXPECT_TRUE(hash.hash(octets, digest));
    EXPECT_EQ(digest, reference);
  }
}

TEST_P(Hash, KeysAsOpenSslDoes) {
  for (const std::size_t length : {0U, 1U, 63U, 64U, 65U, 300U}) {
    const string key(length, 'k');
    string digest(hash.size(), '\0');
    EXPECT_TRUE(hash.begin(key));
    EXPECT_TRUE(hash.update("some "));
    EXPECT_TRUE(hash.update("octets"));
    EXPECT_TRUE(hash.finish(digest));
    EXPECT_EQ(digest, reference_hmac(key, "some octets"));
    EXPECT_FALSE(hash.update("more")) << "it is over";
    EXPECT_FALSE(hash.finish(digest));
  }
}

TEST_P(Hash, StretchesAsOpenSslDoes) {
  const string password = "pencil";
  const string salt{"\x5b\x6d\x99\x68", 4};
  string reference(hash.size(), '\0');
  PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                    reinterpret_cast<const unsigned char*>(salt.data()),
                    static_cast<int>(salt.size()), 1000, GetParam().reference(),
                    static_cast<int>(reference.size()),
                    reinterpret_cast<unsigned char*>(reference.data()));
  string last = reference_hmac(password, salt + string{"\0\0\0\1", 4});
  string sum = last;
  for (const std::uint32_t rounds : {1U, 64U, 0U, 934U}) {
    EXPECT_TRUE(hash.iterate(password, last, sum, rounds));
  }
  EXPECT_EQ(sum, reference);
}

TEST_P(Hash, StretchesNoFurtherThanItsDigest) {
  const std::size_t size = hash.size();
  string last(size + 1, 'x');
  string sum(size + 1, 'y');
  EXPECT_TRUE(hash.iterate("pencil", last, sum, 1));
  EXPECT_EQ(last[size], 'x');
  EXPECT_EQ(sum[size], 'y');
}

TEST_P(Hash, BeforeItsBeginningItHasNothingToSay) {
  string digest(hash.size(), '\0');
  EXPECT_FALSE(hash.update("x"));
  EXPECT_FALSE(hash.finish(digest));
}

TEST_P(Hash, ANewBeginningForgetsTheLast) {
  string digest(hash.size(), '\0');
  EXPECT_TRUE(hash.begin("first"));
  EXPECT_TRUE(hash.update("x"));
  EXPECT_TRUE(hash.begin("second"));
  EXPECT_TRUE(hash.update("y"));
  EXPECT_TRUE(hash.finish(digest));
  EXPECT_EQ(digest, reference_hmac("second", "y"));
}

TEST_P(Hash, WithoutMemoryItFails) {
  MbedHeap none{{}};
  none.install();
  string digest(hash.size(), '\0');
  string sum = digest;
  EXPECT_FALSE(hash.begin("key"));
  EXPECT_FALSE(hash.update("x"));
  EXPECT_FALSE(hash.finish(digest));
  EXPECT_FALSE(hash.iterate("key", digest, sum, 1));
  heap.install();
}

string kind_name(const ::testing::TestParamInfo<Kind>& about) {
  constexpr const char* names[] = {"Md5", "Sha1", "Sha256"};
  return names[static_cast<std::size_t>(about.param.algorithm)];
}

INSTANTIATE_TEST_SUITE_P(Each, Hash,
                         ::testing::Values(Kind{MbedHash::Algorithm::Md5, EVP_md5},
                                           Kind{MbedHash::Algorithm::Sha1, EVP_sha1},
                                           Kind{MbedHash::Algorithm::Sha256, EVP_sha256}),
                         kind_name);

class Exporter : public ::testing::TestWithParam<int> {};

// Under TLS 1.2 servers bind by tls-unique, if at all.
TEST_P(Exporter, GivesWhatTheServerHasUnderTls13) {
  const int version = GetParam();
  TlsBench bench{{.version = version, .identity = server_identity()}};
  std::array<char, ChannelBinding::octets> ours{};
  EXPECT_FALSE(bench.tls.tls_exporter(ours)) << "there is no TLS";
  bool given = false;
  bench.server.on_line = [&](const string& line) {
    if (line.starts_with("DATA")) given = bench.tls.tls_exporter(ours);
  };
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(given, version == TLS1_3_VERSION);
  if (given) {
    EXPECT_EQ(string(ours.data(), ours.size()), bench.server.exporter("EXPORTER-Channel-Binding"));
  }
  EXPECT_FALSE(bench.tls.tls_exporter(ours)) << "there is none any more";
}

INSTANTIATE_TEST_SUITE_P(Each, Exporter, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const auto& about) {
                           return about.param == TLS1_3_VERSION ? "Tls13" : "Tls12";
                         });

}  // namespace
}  // namespace postino::test
