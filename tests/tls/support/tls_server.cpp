// SPDX-License-Identifier: MIT
#include "tls/support/tls_server.hpp"

#include <gtest/gtest.h>
#include <openssl/err.h>

namespace postino::test {
namespace {

std::shared_ptr<SSL_CTX> make_context(const ServerWish& wish) {
  std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
  SSL_CTX* const ctx = context.get();
  SSL_CTX_set_security_level(ctx, 0);
  if (wish.version != 0) {
    SSL_CTX_set_min_proto_version(ctx, wish.version);
    SSL_CTX_set_max_proto_version(ctx, wish.version);
  }
  SSL_CTX_use_certificate(ctx, wish.identity.certificate.get());
  SSL_CTX_use_PrivateKey(ctx, wish.identity.key.get());
  for (const Identified& link : wish.chain) {
    SSL_CTX_add1_chain_cert(ctx, link.certificate.get());
  }
  if (wish.chain.empty()) SSL_CTX_set_mode(ctx, SSL_MODE_NO_AUTO_CHAIN);
  if (wish.client_authority.certificate) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(ctx), wish.client_authority.certificate.get());
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(ctx), test_time);
  }
  SSL_CTX_set_session_id_context(ctx, reinterpret_cast<const unsigned char*>("postino"), 7);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_SERVER);
  if (wish.ticket_lifetime != 0) SSL_CTX_set_timeout(ctx, wish.ticket_lifetime);
  if (!wish.tickets) SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
  if (!wish.ciphers.empty()) SSL_CTX_set_cipher_list(ctx, wish.ciphers.c_str());
  return context;
}

}  // namespace

TlsServer::TlsServer(FakeSocket& wire, ServerWish wish)
    : wire_{&wire}, wish_{std::move(wish)}, context_{make_context(wish_)} {
  wire.on_event = [this] { run(); };
}

TlsServer::~TlsServer() {
  wire_->on_event = [] {};
}

void TlsServer::run() {
  if (running_) return;
  running_ = true;
  if (wire_->connections() != connection_) begin_connection();
  std::string arrived;
  std::swap(arrived, wire_->inbox());
  from_client_ += arrived.size();
  if (tls_) {
    if (!arrived.empty()) {
      BIO_write(SSL_get_rbio(ssl_.get()), arrived.data(), static_cast<int>(arrived.size()));
    }
    pump();
  } else {
    clear_ += arrived;
    hear(in_clear, clear_);
  }
  running_ = false;
}

void TlsServer::begin_connection() {
  connection_ = wire_->connections();
  tls_ = secured_ = in_mail_ = broken_ = false;
  clear_.clear();
  plain_.clear();
  from_client_ = to_client_ = 0;
  if (wish_.implicit_tls) return begin_tls();
  deliver("220 mail.example ESMTP\r\n");
}

void TlsServer::begin_tls() {
  ssl_ = {SSL_new(context_.get()), SSL_free};
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(ssl_.get());
  tls_ = true;
}

void TlsServer::pump() {
  if (broken_) return;
  if (!secured_) {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    const bool waiting = result != 1 && SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ;
    if (result != 1 && !waiting) {
      broken_ = true;
      char text[256] = {};
      ERR_error_string_n(ERR_get_error(), text, sizeof(text));
      complaints += text;
    }
    if (result == 1) {
      flush();
      handshake_octets_ = to_client_;
      secured_ = true;
      const char* const name = SSL_get_servername(ssl_.get(), TLSEXT_NAMETYPE_host_name);
      sni_ = name == nullptr ? "" : name;
      if (!wish_.sends_after_handshake.empty()) say(wish_.sends_after_handshake);
      if (wish_.implicit_tls) say("220 mail.example ESMTP\r\n");
    }
  }
  if (secured_) decrypt();
  flush();
}

void TlsServer::decrypt() {
  char octets[4096];
  int count = 0;
  while ((count = SSL_read(ssl_.get(), octets, sizeof(octets))) > 0) {
    plain_.append(octets, static_cast<std::size_t>(count));
  }
  hear(under_tls, plain_);
}

void TlsServer::flush() {
  if (!ssl_) return;
  char octets[20000];
  const int count = BIO_read(SSL_get_wbio(ssl_.get()), octets, sizeof(octets));
  if (count > 0) deliver({octets, static_cast<std::size_t>(count)});
}

void TlsServer::deliver(std::string octets) {
  if (tamper) octets = tamper(to_client_, std::move(octets));
  if (to_client_ >= stalls_after) return;
  to_client_ += octets.size();
  wire_->deliver(octets);
}

void TlsServer::say(std::string_view octets) {
  if (tls_) {
    SSL_write(ssl_.get(), octets.data(), static_cast<int>(octets.size()));
    flush();
  } else {
    deliver(std::string{octets});
  }
}

void TlsServer::close_notify() {
  SSL_shutdown(ssl_.get());
  flush();
}

void TlsServer::hear(std::vector<std::string>& lines, std::string& buffer) {
  std::size_t end = 0;
  while ((end = buffer.find("\r\n")) != std::string::npos) {
    const std::string line = buffer.substr(0, end);
    buffer.erase(0, end + 2);
    lines.push_back(line);
    if (&lines == &under_tls) on_line(line);
    answer(line);
    if (&lines == &in_clear && tls_) return;
  }
}

void TlsServer::offer() {
  if (!wish_.ehlo_reply.empty()) return say(wish_.ehlo_reply);
  const bool clear = !tls_ && !wish_.implicit_tls;
  std::vector<std::string> lines{"mail.example"};
  for (const std::string& one : clear ? wish_.capabilities_in_clear : wish_.capabilities) {
    lines.push_back(one);
  }
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += (i + 1 == lines.size() ? "250 " : "250-") + lines[i] + "\r\n";
  }
  say(text);
}

void TlsServer::answer(const std::string& line) {
  if (in_mail_) {
    if (line != ".") {
      content_ += line + "\r\n";
      return;
    }
    in_mail_ = false;
    mails.push_back(std::exchange(content_, {}));
    return say("250 2.0.0 queued\r\n");
  }
  if (line.starts_with("EHLO")) return offer();
  if (line.starts_with("STARTTLS")) {
    deliver(wish_.starttls_reply);
    if (wish_.starttls_reply.starts_with("220")) begin_tls();
    return;
  }
  if (line.starts_with("DATA")) {
    in_mail_ = true;
    return say("354 go\r\n");
  }
  if (line.starts_with("AUTH")) return say("235 2.7.0 welcome\r\n");
  if (!line.starts_with("QUIT")) return say("250 ok\r\n");
  say("221 bye\r\n");
  if (tls_) close_notify();
  wire_->fin();
}

bool TlsServer::farewell_heard() const {
  return ssl_ && (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bool TlsServer::client_showed_certificate() const {
  return ssl_ && SSL_get0_peer_certificate(ssl_.get()) != nullptr;
}

std::string TlsServer::exporter(std::string_view label) const {
  std::string out(32, '\0');
  SSL_export_keying_material(ssl_.get(), reinterpret_cast<unsigned char*>(out.data()), out.size(),
                             label.data(), label.size(), reinterpret_cast<const unsigned char*>(""),
                             0, 1);
  return out;
}

}  // namespace postino::test
