// SPDX-License-Identifier: MIT
/// What servers under OpenSSL's TLS share: a certificate, and what it takes to accept connections.
#pragma once

#include <string>

typedef struct ssl_ctx_st SSL_CTX;

namespace postino::test {

/// What a client has to trust to believe such a server: one certificate, DER.
[[nodiscard]] const std::string& server_anchor();

/// For TLS1_2_VERSION or TLS1_3_VERSION alone; of the whole program, for it costs more than a
/// handshake to make one.
[[nodiscard]] SSL_CTX* server_context(int version);

}  // namespace postino::test
