// SPDX-License-Identifier: MIT
/// A mail server in memory whose TLS is OpenSSL's.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/ssl.h>

#include "support/fake_socket.hpp"
#include "tls/support/certificates.hpp"

namespace postino::test {

/// What it is and does; set before it is asked.
struct ServerWish {
  bool implicit_tls = true;
  int version = 0;  ///< TLS1_2_VERSION, TLS1_3_VERSION or 0 for both.
  Identified identity{};
  std::vector<Identified> chain{};
  Identified client_authority{};  ///< When set, clients must show a certificate of it.
  bool tickets = true;
  long ticket_lifetime = 0;                                    ///< Seconds; 0: OpenSSL's own.
  std::vector<std::string> capabilities{"PIPELINING"};         ///< Under TLS, or without STARTTLS.
  std::vector<std::string> capabilities_in_clear{"STARTTLS"};  ///< Before it.
  std::string starttls_reply = "220 go\r\n";
  std::string ehlo_reply{};  ///< In place of the capabilities.
  std::string ciphers{};
  std::string sends_after_handshake{};  ///< Before any command was heard.
};

class TlsServer {
 public:
  TlsServer(FakeSocket& wire, ServerWish wish);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  void run();

  /// What was heard, a line each, and the mails.
  std::vector<std::string> in_clear;
  std::vector<std::string> under_tls;
  std::vector<std::string> mails;
  /// Called with each line that was heard under TLS, before it is answered.
  std::function<void(const std::string&)> on_line = [](const std::string&) {};
  /// What is delivered passes through here: (octets sent so far, octets).
  std::function<std::string(std::size_t, std::string)> tamper{};
  /// Stop answering once so many octets were delivered.
  std::size_t stalls_after = unlimited;

  [[nodiscard]] bool secured() const { return secured_; }
  [[nodiscard]] bool resumed() const { return ssl_ && SSL_session_reused(ssl_.get()) == 1; }
  [[nodiscard]] bool farewell_heard() const;
  [[nodiscard]] std::string sni() const { return sni_; }
  [[nodiscard]] std::size_t octets_from_client() const { return from_client_; }
  [[nodiscard]] std::size_t octets_to_client() const { return to_client_; }
  /// Octets to the client until the server had done the handshake.
  [[nodiscard]] std::size_t handshake_octets() const { return handshake_octets_; }
  [[nodiscard]] std::string exporter(std::string_view label) const;
  [[nodiscard]] SSL_CTX* context() const { return context_.get(); }
  [[nodiscard]] SSL* ssl() const { return ssl_.get(); }
  [[nodiscard]] bool client_showed_certificate() const;
  /// All that OpenSSL complained about.
  std::string complaints;

  /// Says that, under TLS.
  void say(std::string_view octets);
  void close_notify();
  void fin() { wire_->fin(); }
  void deliver(std::string octets);
  void flush();

 private:
  void begin_connection();
  void begin_tls();
  void hear(std::vector<std::string>& lines, std::string& buffer);
  void answer(const std::string& line);
  void reply(std::string_view octets);
  void offer();
  void pump();
  void decrypt();

  FakeSocket* wire_;
  ServerWish wish_;
  std::shared_ptr<SSL_CTX> context_;
  std::shared_ptr<SSL> ssl_;
  std::string clear_;
  std::string plain_;
  std::string content_;
  std::string sni_;
  std::size_t connection_ = 0;
  std::size_t from_client_ = 0;
  std::size_t to_client_ = 0;
  std::size_t handshake_octets_ = 0;
  bool tls_ = false;
  bool secured_ = false;
  bool in_mail_ = false;
  bool broken_ = false;
  bool running_ = false;
};

}  // namespace postino::test
