// SPDX-License-Identifier: MIT
/// What TLS meets, for a person to read.
#pragma once

#include "postino/error.hpp"
#include "postino/trace.hpp"

struct mbedtls_x509_crt;

namespace postino {

/// Shows the server's certificate once it was looked at, and the alert, or the size of the record,
/// that ended the connection, in a trace of the conversation. MbedSettings::trace names it; an
/// image without one is linked without it.
///
///     < (certificate: CN=mail.example)
///     < (names: mail.example, 192.0.2.1)
///     < (issuer: C=XX, O=Authority, CN=Root 1)
///     < (valid: 2026-06-01 00:00:00 to 2026-08-30 23:59:59)
///     < (alert: unknown_ca)
///     < (bytes for MBEDTLS_SSL_IN_CONTENT_LEN: 6317)
///
/// What the certificate says is as escape() writes it, and so is a comma in it; a line is cut at
/// TracingTransport::max_line_size. A resumed session shows no certificate.
class MbedTrace {
 public:
  /// `sink` is borrowed: that of the TracingTransport around the MbedTransport, or another.
  constexpr explicit MbedTrace(TraceSink& sink) : sink_{&sink} {}
  MbedTrace(const MbedTrace&) = delete;
  MbedTrace& operator=(const MbedTrace&) = delete;

  /// The transport's business: the server's own certificate, trusted or not.
  virtual void certificate(const mbedtls_x509_crt& certificate);
  /// The transport's business: why TLS ended, as Transport::fault() and native_code() say.
  virtual void failure(Fault fault, int native_code);

 private:
  TraceSink* sink_;
};

}  // namespace postino
