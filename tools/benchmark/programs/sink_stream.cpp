// SPDX-License-Identifier: MIT
#include "sink_stream.hpp"

#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cstdlib>
#include <iostream>

namespace postino::benchmark {
namespace {

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* connection) const { SSL_free(connection); }
};

class PlainStream final : public Stream {
 public:
  explicit PlainStream(int connection) : connection_{connection} {}
  std::size_t read(std::span<char> into) override {
    const ssize_t count = ::recv(connection_, into.data(), into.size(), 0);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  void write(std::string_view octets) override {
    while (!octets.empty()) {
      const ssize_t count = ::send(connection_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (count <= 0) return;
      octets.remove_prefix(static_cast<std::size_t>(count));
    }
  }

 private:
  int connection_;
};

class TlsStream final : public Stream {
 public:
  explicit TlsStream(SSL* connection) : connection_{connection} {}
  ~TlsStream() override { SSL_shutdown(connection_.get()); }
  std::size_t read(std::span<char> into) override {
    std::size_t count = 0;
    return SSL_read_ex(connection_.get(), into.data(), into.size(), &count) == 1 ? count : 0;
  }
  void write(std::string_view octets) override {
    std::size_t count = 0;
    SSL_write_ex(connection_.get(), octets.data(), octets.size(), &count);
  }

 private:
  std::unique_ptr<SSL, Free> connection_;
};

}  // namespace

struct TlsServer::Context {
  std::unique_ptr<SSL_CTX, Free> handle{SSL_CTX_new(TLS_server_method())};
};

TlsServer::TlsServer(const TlsFiles& files) {
  if (files.certificate.empty()) return;
  context_ = std::make_unique<Context>();
  SSL_CTX* const handle = context_->handle.get();
  if (SSL_CTX_use_certificate_chain_file(handle, files.certificate.c_str()) == 1 &&
      SSL_CTX_use_PrivateKey_file(handle, files.key.c_str(), SSL_FILETYPE_PEM) == 1) {
    return;
  }
  std::cerr << "no certificate or key\n";
  std::exit(EXIT_FAILURE);
}

TlsServer::~TlsServer() = default;

std::unique_ptr<Stream> TlsServer::accept(int connection) const {
  if (!context_) return std::make_unique<PlainStream>(connection);
  auto stream = SSL_new(context_->handle.get());
  auto owner = std::make_unique<TlsStream>(stream);
  SSL_set_fd(stream, connection);
  if (SSL_accept(stream) != 1) return nullptr;
  return owner;
}

}  // namespace postino::benchmark
