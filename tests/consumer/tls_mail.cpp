// SPDX-License-Identifier: MIT
// A message over TLS, whoever brought Mbed TLS: consumer ADDRESS PORT AUTHORITIES
#include <cstdlib>

#include "postino/posix_port.hpp"
#include "postino/posix_tls.hpp"
#include "postino/postino.hpp"

int main(int count, char** words) {
  if (count != 4) return 2;
  postino::PosixPort port;
  static postino::Storage<> storage;
  postino::PosixTls tls{port, storage.pool(), words[3]};
  postino::Client client{tls.transport(), storage.memory()};
  const postino::Server server{.host = words[1],
                               .port = static_cast<std::uint16_t>(std::atoi(words[2])),
                               .security = postino::Security::Tls};
  const postino::Mail mail{.from = {.address = "node7@plant.example"},
                           .to = "ops@plant.example",
                           .subject = "Pump 3 stopped",
                           .text = "Dry run at 14:02.\r\n"};
  const postino::Report report = postino::send_mail(client, port, server, mail);
  return report.outcome == postino::Outcome::Accepted ? 0 : 1;
}
