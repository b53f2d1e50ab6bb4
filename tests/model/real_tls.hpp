// SPDX-License-Identifier: MIT
/// ports/mbedtls between a client and a wire, and OpenSSL between that and the server.
#pragma once

#include <memory>

#include "model/server.hpp"
#include "model/wire.hpp"
#include "postino/packet_pool.hpp"
#include "postino/transport.hpp"

namespace postino::model {

class RealTls {
 public:
  virtual ~RealTls() = default;

  /// The transport of a conversation, until end().
  virtual Transport& begin(Channel channel, PacketPool& pool) = 0;
  virtual void begin_message(Handshaking how) = 0;
  virtual void end() = 0;
  /// What was handed over and has not come to the server never will.
  virtual void lose_rest() = 0;
};

/// nullptr: this program has none, and plays such a conversation with the pretence.
[[nodiscard]] std::unique_ptr<RealTls> make_real_tls(Truth& truth, Wire& wire, Server& server);

}  // namespace postino::model
