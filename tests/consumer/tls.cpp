// SPDX-License-Identifier: MIT
// The same with TLS: an invalid argument, reported before an octet leaves, for there is nobody to
// trust.
#include "postino/mbedtls_transport.hpp"
#include "postino/posix_port.hpp"
#include "postino/posix_random.hpp"
#include "postino/postino.hpp"

int main() {
  postino::PosixPort port;
  postino::PosixRandom entropy;
  postino::MbedDrbg generator{entropy};
  static postino::Storage<> storage;
  const postino::MbedSettings settings{.build_time = 1782864000};
  postino::MbedTransport wire{port, storage.pool(), generator, settings};
  postino::Client client{wire, storage.memory()};
  const postino::Server server{.host = "mail.example"};
  const postino::Mail mail{.from = {.address = "node7@plant.example"}, .to = "ops@plant.example"};
  const postino::Report report = postino::send_mail(client, port, server, mail);
  return report.error.fault == postino::Fault::NoTrustAnchor ? 0 : 1;
}
