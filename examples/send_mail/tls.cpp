// SPDX-License-Identifier: MIT
#include "tls.hpp"

#include <algorithm>
#include <span>

#include "postino/posix_clock.hpp"

namespace postino::demo {
namespace {

/// Of a session's memory: in TLS 1.2 it holds the server's certificate, too.
constexpr std::size_t session_octets = 16384;

/// Several packets of plain text in one of ciphertext: each that is full is a system call, and
/// wakes the server.
std::size_t ciphertext_bytes(const Options& options) {
  return std::min<std::size_t>(4 * options.packet_bytes, 65535);
}

std::span<const unsigned char> octets_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

// Ciphertext has a packet of its own, so that --packets 1 does what it says.
Tls::Tls(Socket& socket, const Options& options, const TlsFiles& files, TraceSink& sink)
    : block_(PacketPool::block_bytes(ciphertext_bytes(options))),
      pool_{block_, ciphertext_bytes(options)},
      anchors_{std::string_view{files.authorities}},
      pins_{options.pin.value_or(MbedPin{})},
      session_octets_(session_octets),
      trace_{sink},
      settings_{make_settings(options, files)},
      transport_{socket, pool_, random_, settings_} {
  static_cast<void>(session_.restore(octets_of(files.session)));
}

MbedSettings Tls::make_settings(const Options& options, const TlsFiles& files) {
  MbedSettings settings{.clock = posix_seconds,
                        .common_name_counts = options.common_name,
                        .unverified = options.insecure && !options.pin,
                        .certificate = std::string_view{files.certificate},
                        .key = std::string_view{files.key}};
  if (!files.authorities.empty()) settings.anchors = anchors_;
  if (options.pin) settings.pins = pins_;
  if (options.trace) settings.trace = &trace_;
  if (!options.tls_session.empty()) settings.session = &session_;
  return settings;
}

std::string Tls::session() const {
  const std::span<const unsigned char> octets = session_.octets();
  return {octets.begin(), octets.end()};
}

}  // namespace postino::demo
