// SPDX-License-Identifier: MIT
/// TLS over any socket: implicit or behind STARTTLS.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/config.hpp"
#include "postino/keyed_hash.hpp"
#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_settings.hpp"
#include "postino/packet_pool.hpp"
#include "postino/transport.hpp"

namespace postino {

namespace detail {
struct MbedEngine;
}

/// A transport whose octets pass in clear until secure(). It never blocks; a handshake is spread
/// over calls, one step of Mbed TLS each. What it needs for a connection is taken from Mbed TLS's
/// memory when the handshake begins and is back, secrets wiped, after close() or abort().
/// Constant-initialised and trivially destructible; call abort() before the life of one ends with a
/// connection open, as PosixTls does.
class MbedTransport final : public Transport, public ChannelBinding {
 public:
  /// All are borrowed for the transport's life. Ciphertext travels in packets of `pool`, the
  /// client's own or another: one is held while a connection is protected, so the client's own has
  /// two at least. Without a free packet the connection waits for one.
  constexpr MbedTransport(Socket& socket, PacketPool& pool, MbedDrbg& random,
                          const MbedSettings& settings)
      : socket_{&socket}, pool_{&pool}, random_{&random}, settings_{&settings} {}
  MbedTransport(const MbedTransport&) = delete;
  MbedTransport& operator=(const MbedTransport&) = delete;

  [[nodiscard]] Socket& socket() const override { return *socket_; }
  /// NoTrustAnchor, NoClock, InvalidTrustAnchor, InvalidIdentity, RecordsUnbounded. The anchors and
  /// the identity are parsed for that, until they were found in order once.
  [[nodiscard]] Fault check() const override;
  /// Has check() look at the settings anew. To be called after a change of them, such as a new
  /// anchor, while no connection is open; they are read again when the next one begins.
  void settings_changed() { in_order_ = false; }
  /// The name of the server: it must be in its certificate, and is sent as SNI (RFC 6066 3). An
  /// address must be in the certificate as an address, and is not sent.
  Progress secure(std::string_view name) override;
  [[nodiscard]] Fault fault() const override { return fault_; }
  /// A number of Mbed TLS (mbedtls/ssl.h, x509.h, psa/crypto_values.h), negative. Positive are the
  /// flags MBEDTLS_X509_BADCERT_ where a certificate was refused, the number of the server's alert
  /// with Fault::TlsAlert (mbed_alert_name()), and with Fault::TlsBufferTooSmall the bytes that
  /// MBEDTLS_SSL_IN_CONTENT_LEN has to be.
  [[nodiscard]] int native_code() const override;
  [[nodiscard]] Protection protection() const override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;

  bool tls_exporter(std::span<char, octets> into) override;

  /// Whether the connection resumed an earlier session.
  [[nodiscard]] bool resumed() const { return resumed_; }

 private:
  friend struct TlsWire;

  bool begin(std::string_view name);
  Progress fail(int result);
  Progress conclude();
  void give_up(int result);
  [[nodiscard]] bool wants_another_call(int result) const;
  int read(std::span<char> into);
  bool is_spent();
  void release();
  bool secured() const { return secured_; }

  // wire.cpp: ciphertext
  int put(const unsigned char* from, std::size_t count);
  int get(unsigned char* into, std::size_t count);
  bool take_packet();
  Progress flush(Push push);

  Socket* socket_;
  PacketPool* pool_;
  MbedDrbg* random_;
  const MbedSettings* settings_;
  detail::MbedEngine* engine_ = nullptr;  // a connection's own, from Mbed TLS's memory
  PacketBlock* out_ = nullptr;            // ciphertext, not yet handed over in whole
  std::uint16_t unsent_ = 0;  // octets of the caller's packet that are ciphertext already
  std::uint16_t budget_ = config::max_received_per_poll;  // octets until Working
  Fault fault_ = Fault::None;
  bool secured_ = false;
  bool resumed_ = false;
  bool spoke_in_clear_ = false;            // STARTTLS: after the handshake it is we who speak first
  bool fresh_ = false;                     // ciphertext was made since receive() was last called
  bool ended_ = false;                     // by a close_notify
  bool starved_ = false;                   // the socket had nothing when Mbed TLS last asked
  mutable bool in_order_ = false;          // check() found so
  Progress socket_says_ = Progress::Done;  // Closed or Failed: how the connection ended
  int native_code_ = 0;
};

}  // namespace postino
