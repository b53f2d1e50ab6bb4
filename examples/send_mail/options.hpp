// SPDX-License-Identifier: MIT
/// What the command line says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extension_options.hpp"
#include "mime_options.hpp"
#include "postino/mbedtls_settings.hpp"
#include "postino/postino.hpp"

namespace postino::demo {

enum class Auth {
  Auto,
  ScramSha256,
  ScramSha256Plus,
  ScramSha1,
  CramMd5,
  Plain,
  Login,
  Xoauth2,
  OauthBearer,
  External,
  None
};

struct Options {
  std::string host;  ///< Empty: the embedded server.
  std::uint16_t port = 0;
  Security security = Security::StartTls;
  bool clear_text_named = false;  ///< "--security none" was said, and not only assumed.
  std::string helo;

  std::string ca;  ///< Empty: the system's, or the embedded server's own.
  std::optional<MbedPin> pin;
  std::string certificate;
  std::string key;           ///< Empty: in the certificate's file.
  bool common_name = false;  ///< Counts where a certificate has no alternative names.
  bool insecure = false;     ///< No authorities; with a pin, that alone.
  std::string tls_session;

  std::string user;
  std::string password_file;
  std::string token_file;
  std::string token_command;
  Auth auth = Auth::Auto;

  std::string from;
  std::vector<std::string> to;  ///< Positional recipients included.
  std::vector<std::string> cc;
  std::vector<std::string> bcc;
  std::string subject;
  Priority priority = Priority::Normal;
  std::vector<std::string> headers;  ///< "Name: value", each with its colon.

  std::optional<std::string> body;
  std::optional<std::string> body_file;
  std::optional<std::string> raw;
  MimeOptions mime;
  ExtensionOptions extensions;

  std::uint32_t count = 1;
  std::size_t packets = 4;
  std::size_t packet_bytes = 16384;
  Timeouts timeouts{};
  bool trace = false;
  bool json = false;
  bool json_tls = false;

  [[nodiscard]] bool embedded() const { return host.empty(); }
  [[nodiscard]] bool logs_in() const {
    return auth == Auth::External || (!user.empty() && auth != Auth::None);
  }
};

/// Nothing when --help or --version was asked for, and answered. Throws Failure, always with
/// Exit::Usage.
[[nodiscard]] std::optional<Options> read_options(int argc, const char* const* argv);

}  // namespace postino::demo
