// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_transport.hpp"
#include "postino/posix_random.hpp"
#include "postino_client.hpp"

namespace {

std::int64_t time_of_day() { return std::time(nullptr); }

}  // namespace

int main(int count, char** words) {
  using namespace postino;
  const benchmark::Options options = benchmark::read_options(count, words);
  const std::string authority = benchmark::read_file(options.ca);
  const MbedPemOrDer anchors[] = {std::string_view{authority}};
  const MbedSettings settings{.anchors = anchors, .clock = time_of_day};
  std::vector<std::byte> blocks(2 * PacketPool::block_bytes(options.packet_bytes));
  PacketPool pool{blocks, options.packet_bytes};
  PosixRandom entropy;
  MbedDrbg random{entropy};
  PosixPort port;
  MbedTransport wire{port, pool, random, settings};
  return benchmark::send_mails(options, port, wire, Security::Tls) ? EXIT_SUCCESS : EXIT_FAILURE;
}
