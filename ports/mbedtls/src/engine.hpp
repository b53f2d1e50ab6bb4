// SPDX-License-Identifier: MIT
/// One connection of Mbed TLS. What differs between its versions, or is private there, is met in
/// engine.cpp and exporter.cpp only.
#pragma once

#include <mbedtls/ssl.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "anchors.hpp"
#include "identity.hpp"
#include "judge.hpp"
#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_settings.hpp"
#include "resumption.hpp"

namespace postino::detail {

/// The generator, and whether it ever failed.
struct WatchedRandom {
  MbedDrbg* source = nullptr;
  bool failed = false;
};

struct MbedEngine {
  mbedtls_ssl_config config;
  mbedtls_ssl_context ssl;
  Anchors anchors;
  Identity identity;
  Judgement judgement;
  WatchedRandom random;
  std::uint32_t memory_failures;
  std::array<unsigned char, 32> binding;  // of a session, to the server's name and the settings
  SessionFacts resumed_facts;             // of the session that was offered
  std::int64_t began;                     // seconds since 1970; 0: no clock
  bool saw_certificate;
  bool offered_session;

  /// nullptr: no memory.
  static MbedEngine* create();
  /// Everything back, secrets wiped.
  void destroy();

  /// Ready for the first step of a handshake with `name`; 0, or Mbed TLS's number.
  int set_up(const MbedSettings& settings, MbedDrbg& source, std::string_view name);
  /// One step of the handshake: 0, or Mbed TLS's number.
  int step();
  /// Whether the server knew the session that was offered, and showed no certificate.
  [[nodiscard]] bool resumed() const { return offered_session && !saw_certificate; }
  /// The number of the alert that was read last (RFC 8446 6).
  [[nodiscard]] int alert() const;
  /// Whether what came in place of the server's first record can't be one.
  [[nodiscard]] bool heard_no_tls() const;
  /// Whether the message that was read last is one of TLS 1.3's KeyUpdate (RFC 8446 4.6.3).
  [[nodiscard]] bool heard_key_update() const;
  /// How large MBEDTLS_SSL_IN_CONTENT_LEN has to be for the record, or the handshake message, that
  /// was read last; 0 when it is large enough.
  [[nodiscard]] std::size_t needed_room() const;
  /// MBEDTLS_X509_BADCERT_ of the server's certificates.
  [[nodiscard]] std::uint32_t objections() const;

 private:
  int configure(const MbedSettings& settings);
  int set_name(std::string_view name);
};

/// Whether the input buffer holds every record, or the server is asked for smaller ones.
[[nodiscard]] bool bounds_records(const MbedSettings& settings);

/// For how many seconds the server's ticket holds; 0: that is not known.
[[nodiscard]] std::uint32_t ticket_lifetime(const mbedtls_ssl_session& session);

}  // namespace postino::detail
