// SPDX-License-Identifier: MIT
/// The options about what a server may offer beside the plain protocol.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "postino/deliver_by.hpp"
#include "postino/dsn.hpp"
#include "postino/server.hpp"

namespace CLI {
class App;
}

namespace postino::demo {

enum class ChunkingMode { Off, AfterRecipient, Eager };

struct ExtensionOptions {
  std::string dsn_notify;  ///< As it was said, and so on; what it means is below.
  std::string dsn_ret;
  std::string envelope_id;
  std::string deliver_by;
  std::string hold_until;
  std::string chunking_word = "off";
  std::string pipelining_word = "within-mail";

  Notify notify = Notify::AsUsual;
  Returned returned = Returned::AsUsual;
  bool require_tls = false;
  std::optional<int> mt_priority;
  Deadline deadline{};  ///< 0 seconds: none.
  std::uint32_t hold_for = 0;
  std::uint32_t hold_until_unix = 0;
  ChunkingMode chunking = ChunkingMode::Off;
  bool binary = false;
  Pipelining pipelining = Pipelining::WithinMail;
  bool lmtp = false;

  [[nodiscard]] bool dsn() const {
    return notify != Notify::AsUsual || returned != Returned::AsUsual || !envelope_id.empty();
  }
};

struct Options;

void add_extensions(CLI::App& app, ExtensionOptions& options);
/// What the words mean, and what no single one of them can tell. Throws Failure.
void set_extensions(Options& options);

}  // namespace postino::demo
