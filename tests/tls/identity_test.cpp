// SPDX-License-Identifier: MIT
// A certificate of ours and its key, read.
#include "mbedtls/src/identity.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "mbedtls/src/certificates.hpp"
#include "mbedtls/src/faults.hpp"
#include "tls/support/refusing_memory.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

class OwnIdentity : public ::testing::Test {
 protected:
  OwnIdentity() { heap_.install(); }
  ~OwnIdentity() override {
    EXPECT_EQ(heap_.used(), 0U);
    heap_.remove();
  }
  bool can_be(const string& certificate, const string& key) { return read(certificate, key) == 0; }
  /// Mbed TLS's number.
  int read(const string& certificate, const string& key) {
    const MbedSettings settings{.certificate = std::string_view{certificate},
                                .key = std::string_view{key}};
    detail::Identity identity;
    std::memset(&identity, 0x5a, sizeof(identity));
    identity.init();
    const int result = identity.read(settings, random_);
    identity.free();
    random_.forget();
    return result;
  }

 private:
  std::vector<std::byte> memory_ = std::vector<std::byte>(16384);
  MbedHeap heap_{memory_};
  TestEntropy entropy_;
  MbedDrbg random_{entropy_};
};

TEST_F(OwnIdentity, IsReadWhereBothAreThere) {
  const Identified us = make_certificate({});
  EXPECT_TRUE(can_be(us.pem(), us.key_pem()));
  EXPECT_TRUE(can_be(us.pem() + authority().pem(), us.key_pem()));
  EXPECT_FALSE(can_be("", us.key_pem()));
  EXPECT_FALSE(can_be("none", us.key_pem()));
  EXPECT_FALSE(can_be("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", us.key_pem()));
  EXPECT_FALSE(can_be(us.pem(), ""));
  EXPECT_FALSE(can_be(us.pem(), us.pem()));
}

TEST_F(OwnIdentity, CutShortItIsNotRead) {
  const Identified us = make_certificate({});
  const string pem = us.pem();
  const string key = us.key_pem();
  EXPECT_FALSE(can_be(pem + pem.substr(0, pem.size() / 2), key));
  EXPECT_FALSE(can_be(pem, key.substr(0, key.size() / 2)));
}

TEST_F(OwnIdentity, WhereThereIsNoMemoryToDecodeTheKeyThatIsWhy) {
  const Identified us = make_certificate({});
  const string pem = us.pem();
  const string key = us.key_pem();
  RefusingMemory::install();
  EXPECT_NE(read(pem, ""), 0);
  const std::size_t of_the_certificate = RefusingMemory::requests();
  RefusingMemory::refuse(of_the_certificate, unlimited);
  EXPECT_TRUE(detail::is_out_of_memory(read(pem, key)));
  EXPECT_EQ(RefusingMemory::outstanding(), 0);
}

TEST(DerOctets, AreGoneOnceCleared) {
  const unsigned char octets[] = {0x30, 0};
  detail::Der der;
  der.refer(octets);
  EXPECT_EQ(der.octets().size(), 2U);
  der.clear();
  EXPECT_TRUE(der.octets().empty());
}

}  // namespace
}  // namespace postino::test
