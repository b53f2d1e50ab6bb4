// SPDX-License-Identifier: MIT
/// The certificates that a POSIX system trusts, for TLS:
///
///     const postino::PosixAuthorities trusted;  // or those of a file: trusted{"ca.pem"}
///     const postino::MbedPemOrDer anchors[] = {trusted.text()};
///     const postino::MbedSettings tls{.anchors = anchors, .clock = postino::posix_seconds};
///
/// PosixTls does that, and the rest of what TLS needs, in one object.
#pragma once

#include <string>
#include <string_view>

namespace postino {

/// A file of certificates in PEM, in memory for the object's life.
class PosixAuthorities {
 public:
  /// Returns the path of the system's own file: the first that can be read of those where Debian,
  /// Fedora, openSUSE and Alpine or the BSDs have it. Debian's when there is none.
  [[nodiscard]] static const char* system_file();

  /// Reads `path` whole, which may block for as long as its disk takes.
  explicit PosixAuthorities(const char* path = system_file());
  PosixAuthorities(const PosixAuthorities&) = delete;
  PosixAuthorities& operator=(const PosixAuthorities&) = delete;

  /// Returns what the file holds; empty when it can't be read, and then nobody is trusted.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Returns errno of the open or read that failed; 0 when none did.
  [[nodiscard]] int native_code() const { return native_code_; }

 private:
  std::string text_;
  int native_code_ = 0;
};

}  // namespace postino
