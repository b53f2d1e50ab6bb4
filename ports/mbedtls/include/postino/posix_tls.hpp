// SPDX-License-Identifier: MIT
/// TLS on a POSIX system, with what the system has for it:
///
///     postino::PosixPort port;
///     static postino::Storage<> storage;
///     postino::PosixTls tls{port, storage.pool()};
///     postino::Client client{tls.transport(), storage.memory()};
///     const postino::Report report = postino::send_mail(client, port, server, mail);
///
/// Link postino::mbedtls and postino::posix.
#pragma once

#include <array>
#include <span>

#include "postino/mbedtls_transport.hpp"
#include "postino/posix_authorities.hpp"
#include "postino/posix_clock.hpp"
#include "postino/posix_random.hpp"

namespace postino {

/// An MbedTransport that trusts the system's certificates, by the system's clock and with its
/// random numbers. Mbed TLS takes its memory from calloc(), unless a heap of its own was installed.
/// For pins, a certificate of one's own or sessions that are kept, make the MbedTransport itself.
/// Without any certificate TLS is an invalid argument, Fault::NoTrustAnchor. Drops an open
/// connection when it ends.
class PosixTls {
 public:
  /// `socket` and `pool` are borrowed. `pool` is the client's own or another; where it is the
  /// client's, it has two packets at least. `authorities` is a file in PEM.
  PosixTls(Socket& socket, PacketPool& pool,
           const char* authorities = PosixAuthorities::system_file())
      : authorities_{authorities}, transport_{socket, pool, random_, settings_} {}
  PosixTls(const PosixTls&) = delete;
  PosixTls& operator=(const PosixTls&) = delete;
  ~PosixTls() { transport_.abort(); }

  [[nodiscard]] MbedTransport& transport() { return transport_; }
  /// For mechanisms that need random numbers, as SCRAM does.
  [[nodiscard]] MbedDrbg& random() { return random_; }

 private:
  /// None where the file could not be read.
  std::span<const MbedPemOrDer> anchors() const {
    return std::span{anchors_}.first(authorities_.text().empty() ? 0 : 1);
  }

  PosixRandom entropy_;
  MbedDrbg random_{entropy_};
  PosixAuthorities authorities_;
  std::array<MbedPemOrDer, 1> anchors_{authorities_.text()};
  MbedSettings settings_{.anchors = anchors(), .clock = posix_seconds};
  MbedTransport transport_;
};

}  // namespace postino
