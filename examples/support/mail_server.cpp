// SPDX-License-Identifier: MIT
// The embedded server as a program: mail_server [USER PASSWORD]. Prints its port, and the mails
// that arrived when its standard input ends.
#include <iostream>
#include <limits>

#include "embedded_server.hpp"
#include "mail_text.hpp"

int main(int argc, char** argv) {
  postino::demo::ServerOptions options;
  if (argc == 3) options.users[argv[1]] = argv[2];
  const postino::demo::EmbeddedServer server{options};
  std::cout << server.port() << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  for (const postino::demo::ReceivedMail& mail : server.mails()) {
    std::cout << postino::demo::to_text(mail);
  }
}
