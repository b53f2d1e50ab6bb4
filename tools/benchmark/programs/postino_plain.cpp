// SPDX-License-Identifier: MIT
#include <cstdlib>

#include "postino_client.hpp"

int main(int count, char** words) {
  using namespace postino;
  const benchmark::Options options = benchmark::read_options(count, words);
  PosixPort port;
  PlainTransport wire{port};
  return benchmark::send_mails(options, port, wire, Security::None) ? EXIT_SUCCESS : EXIT_FAILURE;
}
