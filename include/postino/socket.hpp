// SPDX-License-Identifier: MIT
/// What a port implements. No function may block. ports/README.md tells how to write one;
/// tests/contract holds it to each sentence here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/packet_pool.hpp"
#include "postino/time.hpp"
#include "postino/transfer.hpp"

namespace postino {

/// Whether more of the same flight follows at once. A port sends what it holds at Push::Now and
/// may wait for more at Push::Later, so that a flight leaves in as few segments as it fits.
enum class Push : bool { Later, Now };

/// One stream connection at a time; reusable after close() or abort().
class Socket {
 public:
  /// Looks up `host` (a name, an IPv4 or an IPv6 address without brackets) and connects to `port`,
  /// trying every address. The first call starts, further calls with the same arguments continue.
  /// | result   | meaning                                                                  |
  /// |----------|--------------------------------------------------------------------------|
  /// | Done     | connected                                                                |
  /// | Pending  | under way                                                                |
  /// | NotFound | the name has no address; the socket is closed                            |
  /// | Failed   | every address refused or failed; the socket is closed                    |
  virtual Progress connect(std::string_view host, std::uint16_t port) = 0;

  /// Returns the number of addresses of the host, known by now, that connect() has neither used nor
  /// found to fail. Optional: 0 by default.
  [[nodiscard]] virtual std::size_t addresses_left() const { return 0; }
  /// Makes the connect() after the next close() or abort() of this connection go on after the
  /// address that it uses, instead of with a look-up, and returns true. Close or abort again before
  /// that connect(), and it begins anew. Returns false, and changes nothing, if no further address
  /// can be there. Optional: by default there is none.
  virtual bool go_on_after_this_address() { return false; }

  /// Hands octets over, in order.
  /// | result  | meaning                                                                    |
  /// |---------|----------------------------------------------------------------------------|
  /// | Done    | all taken: `packet` is empty; the block returns to its pool at once, or    |
  /// |         | when the peer has acknowledged it                                          |
  /// | Pending | part or nothing was taken: `packet` keeps the rest; call again             |
  /// | Closed  | the peer will take no more; `packet` is unspecified, still the caller's    |
  /// | Failed  | the connection is lost, likewise                                           |
  virtual Progress send(Packet& packet, Push push) = 0;

  /// Brings what has arrived.
  /// | result    | meaning                                                                  |
  /// |-----------|--------------------------------------------------------------------------|
  /// | octets(n) | n octets were written to `into`, 1 <= n <= into.size()                   |
  /// | pending() | nothing now                                                              |
  /// | end()     | the peer closed in order, and everything before was delivered            |
  /// | failed()  | the connection is lost (reset, network), or there is none                |
  virtual Transfer receive(std::span<char> into) = 0;

  /// Closes in order: what was handed over is still delivered. Ignored when closed. The socket may
  /// connect again at once; packets it holds come back when acknowledged or given up.
  virtual void close() = 0;

  /// Closes at once, with a reset where the protocol has one; every packet is back in its pool
  /// when this returns. Ends a lookup or a connect under way. Ignored when closed.
  virtual void abort() = 0;

  /// The local address of the connection as text, "192.0.2.7" or "2001:db8::7" (no scope id),
  /// written to `into` without NUL; its length, 0 when there is none or it does not fit. 46 octets
  /// always suffice.
  virtual std::size_t local_address(std::span<char> into) const = 0;

  /// Packets that send() took and that are not yet back in their pool.
  [[nodiscard]] virtual std::size_t packets_held() const = 0;

  /// The stack's own number for the last NotFound, Failed or failed(); 0 when there is none.
  [[nodiscard]] virtual int native_code() const = 0;

 protected:
  ~Socket() = default;
};

/// For blocking use (send_mail): a clock, and a way to sleep until something can be done.
class Waiter {
 public:
  /// The clock that poll() is given.
  virtual Millis now() = 0;
  /// Returns when `until` has come, or earlier when the socket that this waiter serves may get on.
  virtual void wait(Millis until) = 0;

 protected:
  ~Waiter() = default;
};

}  // namespace postino
