// SPDX-License-Identifier: MIT
// The embedded server as a program, for the emulated board: mail_server none|starttls|tls FOLDER
// USER PASSWORD. Writes the authority of its certificate to FOLDER/ca.pem, prints its port, and the
// mails that arrived when its standard input ends.
#include <fstream>
#include <iostream>
#include <limits>
#include <string_view>

#include "embedded_server.hpp"
#include "mail_text.hpp"

namespace postino::demo {
namespace {

/// As QEMU's guests call this machine's loopback.
constexpr const char* name_for_guests = "IP:10.0.2.2";

ServerOptions options_of(char** arguments) {
  const std::string_view security = arguments[1];
  ServerOptions options;
  options.users[arguments[3]] = arguments[4];
  if (security == "none") return options;
  const Authority authority;
  std::ofstream{std::string{arguments[2]} + "/ca.pem"} << authority.certificate();
  options.tls = std::make_shared<TlsServer>(
      TlsOptions{.identity = authority.issue({.names = name_for_guests})});
  options.tls_at_once = security == "tls";
  return options;
}

void run(char** arguments) {
  const EmbeddedServer server{options_of(arguments)};
  std::cout << server.port() << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  for (const ReceivedMail& mail : server.mails()) std::cout << to_text(mail);
}

}  // namespace
}  // namespace postino::demo

int main(int argc, char** argv) {
  if (argc != 5) return 64;
  postino::demo::run(argv);
}
