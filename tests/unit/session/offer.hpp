// SPDX-License-Identifier: MIT
/// What an EHLO reply is understood to offer, however it arrives.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postino/mechanism.hpp"
#include "postino/server.hpp"
#include "session/capabilities.hpp"

namespace postino::test {

struct Offer {
  std::string keywords;  ///< Those that Postino knows, in one order.
  std::uint32_t size_limit = 0;
  unsigned mechanisms = 0;
  friend bool operator==(const Offer&, const Offer&) = default;
};

inline void PrintTo(const Offer& offer, std::ostream* out) {
  *out << '{' << offer.keywords << "; SIZE " << offer.size_limit << "; mechanisms "
       << offer.mechanisms << '}';
}

/// A mechanism with nothing but a name.
class NamedMechanism final : public Mechanism {
 public:
  explicit NamedMechanism(std::string_view name) : Mechanism{Strength::HidesSecret}, name_{name} {}
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool has_initial_response() const override { return false; }
  bool write(const Login&, std::uint8_t, Writer&) const override { return false; }

 private:
  std::string_view name_;
};

using Allowed = std::span<const Mechanism* const>;

inline Offer summary(const detail::Capabilities& capabilities) {
  using detail::Capabilities;
  Offer offer;
  const auto add = [&](Capabilities::Keyword keyword, std::string_view text) {
    if (!capabilities.offers(keyword)) return;
    if (!offer.keywords.empty()) offer.keywords += ' ';
    offer.keywords += text;
  };
  add(Capabilities::StartTls, "STARTTLS");
  add(Capabilities::Pipelining, "PIPELINING");
  add(Capabilities::EightBitMime, "8BITMIME");
  add(Capabilities::SmtpUtf8, "SMTPUTF8");
  add(Capabilities::Size, "SIZE");
  add(Capabilities::Auth, "AUTH");
  offer.size_limit = capabilities.size_limit();
  offer.mechanisms = capabilities.mechanisms();
  return offer;
}

/// The whole text of a reply, LF behind each line.
inline Offer offer_of(std::string_view text, Allowed allowed = sasl::passwords) {
  detail::Capabilities capabilities;
  Server server{};
  server.login = Login{.mechanisms = allowed};
  for (const char octet : text) capabilities.read(octet, server);
  return summary(capabilities);
}

/// The lines behind the greeting.
inline Offer offer(std::initializer_list<std::string_view> lines,
                   Allowed allowed = sasl::passwords) {
  std::string text = "mail.example at your service\n";
  for (const std::string_view line : lines) {
    text += line;
    text += '\n';
  }
  return offer_of(text, allowed);
}

}  // namespace postino::test
