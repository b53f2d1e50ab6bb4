// SPDX-License-Identifier: MIT
/// What the clients of the benchmark may be told, each on its command line.
#pragma once

#include <cstdint>
#include <string>

namespace postino::benchmark {

inline constexpr const char* sender = "node7@plant.example";
inline constexpr const char* recipient = "ops@plant.example";
inline constexpr const char* subject = "Pump 3 stopped";
inline constexpr const char* text = "Dry run at 14:02.\r\n";

struct Options {
  std::uint16_t port = 0;
  unsigned mails = 1;
  bool each = false;    ///< A connection for each message, else one for all.
  std::string file;     ///< A whole message to send; empty: the small message.
  bool stream = false;  ///< The file is read as it is sent, else beforehand.
  bool attach = false;  ///< The file is an attachment to the small message.
  std::string ca;       ///< TLS from the first octet; the authority, in PEM.
  std::string mode;     ///< Of PIPELINING and CHUNKING; each client has its own words.
  std::uint16_t packet_bytes = 16384;  ///< Postino's packets.
};

/// Ends the program when the command line is wrong.
[[nodiscard]] Options read_options(int count, char** words);
/// The octets of a file; ends the program when it can't be read.
[[nodiscard]] std::string read_file(const std::string& path);
/// The small message as a whole message, as Postino writes it.
[[nodiscard]] std::string small_message();

}  // namespace postino::benchmark
