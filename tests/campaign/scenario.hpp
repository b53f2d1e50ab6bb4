// SPDX-License-Identifier: MIT
/// The conversations that the campaign attacks.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/mail_server.hpp"
#include "postino/composer.hpp"
#include "postino/mail.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"

namespace postino::test {

/// A password that stands nowhere but where the client got it from.
inline constexpr std::string_view canary_password = "kqZ7wvJX0918QzTr4mGx5LdP";
inline constexpr std::string_view canary_user = "pump";

struct Scenario {
  std::string_view name;
  Manners manners{};
  Server server{};  ///< Without a login; that has objects of each run.
  Mail mail{};
  const Composer* composer = &raw_mail;
  std::vector<std::string_view> results{"Accepted"};  ///< Of each mail without a fault.
  Sizes sizes{};
  bool late_packets = false;  ///< The socket keeps packets for a while.
  bool queued = false;        ///< The mails are a MailQueue's.

  [[nodiscard]] bool has_tls() const { return manners.channel != Channel::Clear; }
  /// Mbed TLS's; else it is a pretence.
  [[nodiscard]] bool has_real_tls() const { return manners.version != 0; }
  [[nodiscard]] bool has_login() const { return manners.challenges != Challenges::None; }
};

[[nodiscard]] std::span<const Scenario> scenarios();
/// nullptr: there is none of that name.
[[nodiscard]] const Scenario* scenario(std::string_view name);

}  // namespace postino::test
