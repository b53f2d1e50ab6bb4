// SPDX-License-Identifier: MIT
// A program of somebody who links Postino: everything named once, and a mail with an invalid
// argument, reported before an octet leaves, for there is no host.
#include "postino/posix_port.hpp"
#include "postino/postino.hpp"

int main() {
  postino::PosixPort port;
  postino::PlainTransport wire{port};
  static postino::Storage<postino::Sizes{.packets = 2, .packet_bytes = 256}> storage;
  postino::Client client{wire, storage.memory()};

  const postino::Recipient watch[] = {{.address = "ops@plant.example", .name = "Operations"},
                                      {.address = "night@plant.example"}};
  const postino::Server server{
      .host = "",
      .security = postino::Security::None,
      .login = postino::Login{.user = "node7", .password = "secret", .allow_clear_text = true}};
  const postino::Mail mail{.from = {.address = "node7@plant.example", .name = "Pump house"},
                           .to = watch,
                           .subject = "Pump 3 stopped",
                           .priority = postino::Priority::High,
                           .text = "Dry run at 14:02.\r\n"};

  const postino::Report report = postino::send_mail(client, port, server, mail);
  const bool invalid = report.outcome == postino::Outcome::InvalidArgument &&
                       report.error.fault == postino::Fault::NoHost &&
                       report.error.field == postino::Field::Host;
  return invalid ? 0 : 1;
}
