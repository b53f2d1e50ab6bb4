// SPDX-License-Identifier: MIT
#include "campaign/server_context.hpp"

#include <openssl/ssl.h>

#include <map>

#include "campaign/repeatable_random.hpp"
#include "tls/support/certificates.hpp"

namespace postino::test {
namespace {

struct Identities {
  Identified authority;
  Identified server;
};

const Identities& identities() {
  static const Identities made = [] {
    begin_openssl_random(0);
    Identities two;
    two.authority = make_certificate(
        {.common_name = "Test authority", .alternative_names = "", .authority = true});
    two.server = make_certificate({}, &two.authority);
    return two;
  }();
  return made;
}

}  // namespace

SSL_CTX* server_context(int version) {
  static std::map<int, std::shared_ptr<SSL_CTX>> made;
  std::shared_ptr<SSL_CTX>& context = made[version];
  if (context) return context.get();
  const Identities& ours = identities();
  context = {SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_use_certificate(context.get(), ours.server.certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), ours.server.key.get());
  SSL_CTX_set_mode(context.get(), SSL_MODE_NO_AUTO_CHAIN);
  // A session would only be kept to be resumed, and a ticket tells the time of day.
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context.get(), 0);
  return context.get();
}

const std::string& server_anchor() {
  static const std::string der = identities().authority.der();
  return der;
}

}  // namespace postino::test
