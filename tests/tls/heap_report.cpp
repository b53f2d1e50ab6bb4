// SPDX-License-Identifier: MIT
// Prints the smallest heap with which a mail goes out: a chain of two (server, intermediate) with
// P-256, and the root as anchor.
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>

#include <iostream>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

const Identified& intermediate() {
  static const Identified made = make_certificate(
      {.common_name = "Middle", .alternative_names = "", .authority = true}, &authority());
  return made;
}

bool suffices(int version, std::size_t octets) {
  static const Identified leaf = make_certificate({}, &intermediate());
  TlsBench bench{{.version = version, .identity = leaf, .chain = {intermediate()}}, {}, octets};
  bench.trust(authority().pem());
  bench.settings.versions = version == TLS1_2_VERSION ? MbedVersions::Only12 : MbedVersions::Only13;
  bench.settings.ecp_ops_per_poll = 0;
  const Sent sent = bench.send_and_stay();
  bench.client.abort();
  return sent.outcome == Outcome::Accepted;
}

std::size_t smallest(int version) {
  std::size_t low = 0;
  std::size_t high = plenty_of_memory;
  while (high - low > 8) {
    const std::size_t middle = (low + high) / 16 * 8;
    (suffices(version, middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace
}  // namespace postino::test

int main() {
  using namespace postino::test;
  std::cout << "records of " << MBEDTLS_SSL_IN_CONTENT_LEN << " octets in and "
            << MBEDTLS_SSL_OUT_CONTENT_LEN << " out, pointers of " << sizeof(void*) * 8
            << " bits:\n"
            << "TLS 1.2: " << smallest(TLS1_2_VERSION) << " octets\n"
            << "TLS 1.3: " << smallest(TLS1_3_VERSION) << " octets\n";
  return 0;
}
