// SPDX-License-Identifier: MIT
/// The conversations that the campaign attacks.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/letters.hpp"
#include "campaign/mail_server.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"

namespace postino::test {

/// A password and a token that stand nowhere but where the client got them from.
inline constexpr std::string_view canary_password = "kqZ7wvJX0918QzTr4mGx5LdP";
inline constexpr std::string_view canary_token = "Vb3nRk8HsWq2YtLc6MzJf0Dx";
inline constexpr std::string_view canary_user = "pump";

enum class ClientClass { Full, Small, SmallTls };

struct Scenario {
  std::string name{};
  Row row{};
  ClientClass client = ClientClass::Full;
  Manners manners{};
  Server server{};  ///< Without a login; that has objects of each run.
  std::shared_ptr<const Letters> letters{};
  std::shared_ptr<const std::vector<const Extension*>> extensions{};
  /// Of each message in which the fault may strike, without it. The letters after these are to be
  /// accepted after the fault.
  std::vector<std::string_view> results{};
  Sizes sizes{};
  std::size_t addresses = 1;      ///< Of the host.
  bool late_packets = false;      ///< The socket keeps packets for a while.
  bool queued = false;            ///< The messages are a MailQueue's.
  bool keeps_connection = false;  ///< They go one after another, as far as the client can.
  bool chunked = false;           ///< By BDAT.

  [[nodiscard]] const Letter& letter(std::size_t number) const { return letters->all()[number]; }
  [[nodiscard]] bool has_tls() const { return manners.channel != Channel::Clear; }
  /// Mbed TLS's; else it is a pretence.
  [[nodiscard]] bool has_real_tls() const { return manners.version != 0; }
  [[nodiscard]] bool has_login() const { return manners.challenges != Challenges::None; }
};

/// Those of named_rows(), and after them one for each further row of rows(), "row-13" and so on.
[[nodiscard]] std::span<const Scenario> scenarios();
/// Those with a name of their own.
[[nodiscard]] std::span<const Scenario> named_scenarios();
/// nullptr: there is none of that name.
[[nodiscard]] const Scenario* scenario(std::string_view name);

}  // namespace postino::test
