// SPDX-License-Identifier: MIT
/// What the emulator's command line asks for: "key=value" each.
#pragma once

#include <cstdint>
#include <string_view>

#include "network/network.hpp"
#include "postino/server.hpp"

namespace board {

enum class Content : std::uint8_t {
  Text,        ///< A short text from flash.
  Log,         ///< A generated log of `octets` octets, pulled as it is sent: a whole message.
  Attachment,  ///< The same as an attachment to the short text.
};

struct Settings {
  std::string_view server = "10.0.2.2";  ///< server=: QEMU's name for its host's loopback.
  std::uint16_t port = 25;               ///< port=
  postino::Security security = postino::Security::None;  ///< security=none|starttls|tls
  std::string_view anchor{};                             ///< ca=: a file of the host, PEM
  std::uint32_t heap = 48 * 1024;  ///< heap=, octets of memory for TLS; at most the default
  std::string_view versions{};     ///< versions=1.2|1.3: of TLS, that alone
  bool resume = false;             ///< session=kept: further connections resume the TLS session
  std::uint32_t slice = 0;         ///< slice=: MbedSettings::ecp_ops_per_poll
  std::string_view user{};         ///< user=
  std::string_view password{};     ///< password=
  std::string_view to = "ops@plant.example";    ///< to=
  AddressFrom address = AddressFrom::Settings;  ///< address=dhcp
  Content content = Content::Text;              ///< content=log|attachment
  std::uint32_t octets = 100 * 1024;            ///< octets=, of the log
  std::uint32_t mails = 1;                      ///< mails=
  bool reconnect = false;          ///< connections=each: one for each mail, else one for all.
  std::uint32_t tries = 1;         ///< tries=, for a mail that is Deferred
  std::uint32_t timeout = 0;       ///< timeout=, in seconds, of every phase; 0: the defaults
  std::uint32_t cut_at = 0;        ///< cut-at=: octets of the log before the wire is cut
  std::uint32_t cut_for = 0;       ///< cut-for=: milliseconds; 0: never
  std::uint32_t icount_shift = 0;  ///< icount=: what QEMU's -icount shift says
  bool counts = false;             ///< Whether icount= was there.
};

/// False: a word that is none of these, printed.
bool read_settings(std::string_view line, Settings& settings);

}  // namespace board
