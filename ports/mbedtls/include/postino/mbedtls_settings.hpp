// SPDX-License-Identifier: MIT
/// Whom a TLS connection trusts, and how it knows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/borrowed.hpp"

namespace postino {

class MbedSession;
class MbedTrace;

/// A certificate or a key in memory that the caller keeps: PEM text (with or without a NUL behind
/// it) or DER.
class MbedPemOrDer {
 public:
  constexpr MbedPemOrDer() = default;
  constexpr MbedPemOrDer(const char* text) : MbedPemOrDer{std::string_view{text}} {}
  constexpr MbedPemOrDer(std::string_view text) : data_{text.data()}, size_{text.size()} {}
  constexpr MbedPemOrDer(std::span<const unsigned char> der)
      : data_{der.data()}, size_{der.size()} {}
  template <std::size_t size>
  constexpr MbedPemOrDer(const unsigned char (&der)[size]) : data_{der}, size_{size} {}

  [[nodiscard]] const unsigned char* data() const {
    return static_cast<const unsigned char*>(data_);
  }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] std::string_view text() const { return {static_cast<const char*>(data_), size_}; }

 private:
  const void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// The SHA-256 of a server's certificate (DER), or of its SubjectPublicKeyInfo, as in
/// `openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256`.
using MbedPin = std::array<unsigned char, 32>;

/// The versions that may be spoken, of those that Mbed TLS was built with.
enum class MbedVersions : std::uint8_t { All, Only12, Only13 };

/// Returns the last second since 1970 at which one of the certificates in `anchor` is valid; 0 when
/// none can be read. A device that asks now and then can say in time that it needs a new one.
[[nodiscard]] std::int64_t mbed_anchor_end(const MbedPemOrDer& anchor);

/// All of it is borrowed, and unchanged while a connection is open; after a change at any other
/// time call MbedTransport::settings_changed(). One of `anchors` and `pins`, and one of `clock`,
/// `build_time` and `dates_unchecked` must be there, or TLS is an invalid argument.
///
/// With anchors a chain must lead from the server's certificate to one of them; with pins the
/// server's own certificate or its key must be one of those. With both, both must hold. With pins
/// alone the chain does not matter. In any case the name, the dates and the strength (RSA from 2048
/// bits, curves from 256, no SHA-1) must be in order; with anchors also those of the whole chain,
/// the anchor's included. There are no revocation lists and no OCSP.
struct MbedSettings {
  /// Each holds PEM text with any number of certificates, or one DER certificate. They are parsed
  /// one by one when a certificate asks for its issuer, so a long list costs time and no memory. A
  /// Mbed TLS without MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK has all of them in memory for as
  /// long as a connection lasts. One whose algorithms Mbed TLS was built without is passed over.
  Borrowed<MbedPemOrDer> anchors{};
  Borrowed<MbedPin> pins{};

  /// Seconds since 1970, UTC. A reading before `build_time` counts as one of `build_time`.
  std::int64_t (*clock)() = nullptr;
  /// A moment that is certainly over, in the same seconds. Where the clock says less, or there is
  /// none, a certificate must not have expired then; one that begins later is no objection, since
  /// certificates are renewed and images are not.
  std::int64_t build_time = 0;
  /// Dates don't matter: Protection::DatesUnchecked.
  bool dates_unchecked = false;

  /// Takes the common name of a certificate that has no alternative names at all for a host's name
  /// (an old relay's). RFC 9525 6.3 forbids that, and without it such a certificate is
  /// Fault::WrongName.
  bool common_name_counts = false;

  /// Whoever answers is good enough: Protection::Unverified. Nothing above counts then.
  bool unverified = false;

  /// Who we are, when the server asks (SASL EXTERNAL): certificate, or chain beginning with it, and
  /// its key, unencrypted.
  MbedPemOrDer certificate{};
  MbedPemOrDer key{};

  MbedVersions versions = MbedVersions::All;

  /// The server keeps to records that fit MBEDTLS_SSL_IN_CONTENT_LEN without being asked: a relay
  /// of one's own that is set up so (OpenSSL: SSL_CTX_set_max_send_fragment(), Postfix and Exim
  /// have no such setting), or one that has been seen to. Mbed TLS asks (RFC 6066 4) only in a
  /// hello that offers TLS 1.2, and not where a session of TLS 1.3 may be resumed. Where the buffer
  /// does not hold every record, under 16384, and nobody asks, it takes this word, or TLS is an
  /// invalid argument, Fault::RecordsUnbounded. A longer record is Fault::TlsBufferTooSmall.
  bool small_records = false;

  /// Maximum number of operations on a curve in one poll(), as mbedtls_ecp_set_max_ops() counts
  /// them, so that a handshake does not hold the caller's loop for longer; 0: each computation at
  /// once. Counts with MBEDTLS_ECP_RESTARTABLE (POSTINO_TLS_SLICED, the preset `sliced`), and there
  /// in TLS 1.2 with ECDHE-ECDSA alone: Mbed TLS 3.6 slices nothing else. Whoever wants to be sure
  /// of that takes MbedVersions::Only12, and a Mbed TLS without RSA.
  std::uint16_t ecp_ops_per_poll = 0;

  /// Where the server's certificate and its alerts are shown; nullptr: nowhere.
  MbedTrace* trace = nullptr;

  /// Where a session is kept for the next connection; nullptr: each one is a new one.
  MbedSession* session = nullptr;
  /// A secret of the device's own, 32 random bytes for instance, for a session in storage that
  /// somebody else can write to: with it nobody who does not know it can plant one. Not needed for
  /// one in RAM.
  Borrowed<unsigned char> session_key{};
  /// How often a session may be resumed after a handshake with certificates where no clock tells
  /// its age: there is none, or it says less than `build_time`. With a message a day 7 are the 7
  /// days that RFC 8446 4.6.1 allows; 0: never without a clock.
  std::uint16_t session_uses = 7;
};

}  // namespace postino
