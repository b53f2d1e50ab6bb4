// SPDX-License-Identifier: MIT
/// TLS around a channel, by OpenSSL: nothing of it is shared with the library under test.
#pragma once

#include <memory>
#include <string>

#include "certificate.hpp"
#include "channel.hpp"

namespace postino::demo {

enum class TlsVersion { Tls12, Tls13 };

struct TlsOptions {
  Identity identity{};
  TlsVersion lowest = TlsVersion::Tls12;
  TlsVersion highest = TlsVersion::Tls13;
  /// The authority, in PEM, of clients' certificates; empty: none is asked for.
  std::string client_authority{};
  bool client_certificate_required = false;
};

/// What a handshake came to.
struct TlsFacts {
  std::string version;      ///< "TLSv1.3"; empty: no TLS.
  std::string server_name;  ///< That the client asked for (SNI).
  std::string client;       ///< The name in the client's certificate, verified.
  bool resumed = false;
  /// RFC 9266; empty where it is not unique, which is TLS 1.2 without the extended master secret.
  std::string exporter;
};

class TlsChannel : public Channel {
 public:
  [[nodiscard]] virtual const TlsFacts& facts() const = 0;
};

/// A server's side: certificate, settings, and the keys of its session tickets.
class TlsServer {
 public:
  /// Throws std::runtime_error.
  explicit TlsServer(const TlsOptions& options);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  /// Runs the handshake; nothing: it failed. `inner` has to outlive the channel, whose end says
  /// goodbye with close_notify. From any thread.
  [[nodiscard]] std::unique_ptr<TlsChannel> accept(Channel& inner) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace postino::demo
