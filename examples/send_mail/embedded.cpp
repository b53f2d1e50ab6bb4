// SPDX-License-Identifier: MIT
#include "embedded.hpp"

#include "certificate.hpp"

namespace postino::demo {
namespace {

constexpr const char* nameless_user = "postino";

/// What the server has to know. A command is run for it, besides.
std::string secret_of(const Credentials& credentials) {
  if (credentials.token_command) {
    return std::string{std::string_view{credentials.token_command->ask(false)}};
  }
  return credentials.token.empty() ? credentials.password : credentials.token;
}

void set_tls(ServerOptions& how, const Options& options, TlsFiles& files) {
  const Authority authority;
  TlsOptions tls{.identity = authority.issue()};
  if (files.authorities.empty()) files.authorities = authority.certificate();
  if (options.auth == Auth::External) {
    tls.client_authority = authority.certificate();
    if (files.certificate.empty()) {
      const Identity own = authority.issue({.common_name = how.users.begin()->first, .names = ""});
      files.certificate = own.certificate;
      files.key = own.key;
    }
  }
  how.tls = std::make_shared<TlsServer>(tls);
  how.tls_at_once = options.security == Security::Tls;
}

}  // namespace

std::unique_ptr<EmbeddedServer> start_embedded(Options& options, const Credentials& credentials,
                                               TlsFiles& files) {
  if (!options.embedded()) return nullptr;
  ServerOptions how;
  if (options.logs_in()) {
    how.users[options.user.empty() ? nameless_user : options.user] = secret_of(credentials);
  }
  if (options.security != Security::None) set_tls(how, options, files);
  options.host = how.addresses.front();
  auto server = std::make_unique<EmbeddedServer>(std::move(how));
  options.port = server->port();
  return server;
}

}  // namespace postino::demo
