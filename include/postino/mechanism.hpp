// SPDX-License-Identifier: MIT
/// SASL mechanisms (RFC 4422) as objects that an image names or does not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "postino/borrowed.hpp"
#include "postino/view.hpp"
#include "postino/writer.hpp"

namespace postino {

struct Login;

/// One mechanism. Stateless ones are constants in flash; one with a state refers to it.
class Mechanism {
 public:
  /// As in the server's AUTH line, upper case.
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Whether the first message may ride on the AUTH command (RFC 4954 section 4).
  [[nodiscard]] virtual bool has_initial_response() const = 0;
  /// Writes message number `number` of the exchange, counted from 0, in the octets that base64 will
  /// carry. The same call always writes the same. False: there is no such message, and the
  /// exchange is cancelled.
  virtual bool write(const Login& credentials, std::uint8_t number, Writer& out) const = 0;
  /// A piece of the challenge that asks for message `number`, base64 as it came; `last`: the
  /// challenge ends with it. False: not acceptable, the exchange is cancelled.
  virtual bool challenge(std::uint8_t number, std::string_view base64, bool last) const = 0;

 protected:
  ~Mechanism() = default;
};

namespace sasl {

class Plain final : public Mechanism {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
  bool challenge(std::uint8_t number, std::string_view base64, bool last) const override;
};

class LoginMechanism final : public Mechanism {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
  bool challenge(std::uint8_t number, std::string_view base64, bool last) const override;
};

/// PLAIN (RFC 4616): the password itself, so under TLS only, or where the user asked for it.
extern const Plain plain;
/// LOGIN (draft-murchison-sasl-login): as PLAIN, for servers that know nothing else. User and
/// password answer the first and the second prompt, whatever these say.
extern const LoginMechanism login;

/// PLAIN, then LOGIN.
inline constexpr const Mechanism* passwords[] = {&plain, &login};

}  // namespace sasl

/// Who sends. All borrowed while the connection is open.
struct Login {
  View user{};      ///< 1 to config::credential_octets octets, no NUL.
  View password{};  ///< At most config::credential_octets octets, no NUL.
  /// The ones allowed, best first; the first that the server offers is used, none else ever.
  Borrowed<const Mechanism*> mechanisms = sasl::passwords;
  /// Lets the credentials go out without TLS. Anyone on the path reads them then.
  bool allow_clear_text = false;
};

}  // namespace postino
