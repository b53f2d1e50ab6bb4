// SPDX-License-Identifier: MIT
#include "support/scram_server.hpp"

#include "support/base64.hpp"

namespace postino::test {

using std::string;

string ScramServer::first_bare() const { return "n=" + user + ",r=" + client_nonce; }

string ScramServer::client_first() const { return gs2_header + first_bare(); }

string ScramServer::server_first() const {
  return "r=" + client_nonce + server_nonce + ",s=" + base64(salt) +
         ",i=" + std::to_string(iterations) + extensions;
}

string ScramServer::final_without_proof() const {
  return "c=" + base64(gs2_header + binding_data) + ",r=" + client_nonce + server_nonce;
}

string ScramServer::auth_message() const {
  return first_bare() + "," + server_first() + "," + final_without_proof();
}

string ScramServer::salted_password() const { return salted(digest, password, salt, iterations); }

string ScramServer::client_key() const { return hmac(digest, salted_password(), "Client Key"); }

string ScramServer::client_final() const {
  const string stored = digest_of(digest, client_key());
  const string proof = xored(client_key(), hmac(digest, stored, auth_message()));
  return final_without_proof() + ",p=" + base64(proof);
}

string ScramServer::server_final() const {
  const string key = hmac(digest, salted_password(), "Server Key");
  return "v=" + base64(hmac(digest, key, auth_message()));
}

}  // namespace postino::test
