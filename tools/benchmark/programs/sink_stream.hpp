// SPDX-License-Identifier: MIT
/// What a sink reads from and writes to: a socket, in clear or in TLS by OpenSSL.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace postino::benchmark {

class Stream {
 public:
  virtual ~Stream() = default;
  /// Blocks; 0: no more.
  virtual std::size_t read(std::span<char> into) = 0;
  virtual void write(std::string_view octets) = 0;
};

struct TlsFiles {
  std::string certificate;  ///< Empty: no TLS.
  std::string key;
};

class TlsServer {
 public:
  /// Ends the program when the files can't be read.
  explicit TlsServer(const TlsFiles& files);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  /// Nothing: the handshake failed.
  [[nodiscard]] std::unique_ptr<Stream> accept(int connection) const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace postino::benchmark
