// SPDX-License-Identifier: MIT
/// TLS as the options want it.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "options.hpp"
#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_trace.hpp"
#include "postino/mbedtls_transport.hpp"
#include "postino/posix_random.hpp"
#include "tls_files.hpp"

namespace postino::demo {

/// A transport over `socket`, and all that it borrows.
class Tls {
 public:
  /// All are borrowed. `sink` is for --trace.
  Tls(Socket& socket, const Options& options, const TlsFiles& files, TraceSink& sink);
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

  [[nodiscard]] MbedTransport& transport() { return transport_; }
  [[nodiscard]] MbedDrbg& random() { return random_; }
  /// For the next run; empty: there is none.
  [[nodiscard]] std::string session() const;

 private:
  [[nodiscard]] MbedSettings make_settings(const Options& options, const TlsFiles& files);

  std::vector<std::byte> block_;
  PacketPool pool_;
  PosixRandom entropy_;
  MbedDrbg random_{entropy_};
  std::array<MbedPemOrDer, 1> anchors_;
  std::array<MbedPin, 1> pins_;
  std::vector<unsigned char> session_octets_;
  MbedSession session_{session_octets_};
  MbedTrace trace_;
  MbedSettings settings_;
  MbedTransport transport_;
};

}  // namespace postino::demo
