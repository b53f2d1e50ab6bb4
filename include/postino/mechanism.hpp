// SPDX-License-Identifier: MIT
/// SASL mechanisms (RFC 4422) as objects that an image names or does not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "postino/borrowed.hpp"
#include "postino/error.hpp"
#include "postino/token.hpp"
#include "postino/view.hpp"
#include "postino/writer.hpp"

namespace postino {

struct Login;
class Mechanism;

/// Which of Login::mechanisms the server offers on this connection.
class MechanismOffer {
 public:
  /// Bit n of `offered` is for the n-th of `login.mechanisms`. `login` is borrowed.
  constexpr MechanismOffer(const Login& login, std::uint8_t offered)
      : login_{&login}, offered_{offered} {}

  /// Returns the credentials of the exchange.
  [[nodiscard]] const Login& login() const { return *login_; }

  /// Whether Login::mechanisms names one called `name`, and the server does not.
  [[nodiscard]] bool lacks(std::string_view name) const;

 private:
  const Login* login_;
  std::uint8_t offered_;
};

/// What a challenge is.
enum class Verdict : std::uint8_t {
  Answerable,    ///< So far nothing is wrong with it.
  Unanswerable,  ///< The exchange is cancelled: Deferred, Fault::BadChallenge.
  Forged,        ///< The connection is dropped: Unsafe, Fault::ServerNotAuthentic.
};

/// How far the computing of a message has come. What failed has the number of its Fault, and the
/// message is Deferred.
enum class Preparation : std::uint8_t {
  Done = 0,        ///< write() can be called.
  Working = 0xff,  ///< A slice is done: go on at the next poll, at once.
  NoRandom = static_cast<std::uint8_t>(Fault::RandomFailed),
  NoMemory = static_cast<std::uint8_t>(Fault::OutOfMemory),  ///< The port's cryptography failed.
  NoToken = static_cast<std::uint8_t>(Fault::NoToken),
  InvalidToken = static_cast<std::uint8_t>(Fault::InvalidToken),
};

/// Which of the credentials a mechanism can't use, and why.
struct Objection {
  Fault fault = Fault::None;
  Field field = Field::None;
};

namespace detail {
[[nodiscard]] Objection check_user_and_password(const Login& credentials);
}

/// What somebody who answers for the server, or reads along, can learn from a mechanism. After one
/// that the server does not know a weaker one is not tried, unless the server was verified; after
/// one that binds to the channel never.
enum class Strength : std::uint8_t {
  ShowsSecret,   ///< The password or the token itself goes out.
  HidesSecret,   ///< It does not.
  BindsChannel,  ///< Nor does it, and the exchange is bound to the TLS connection below it.
};

/// One mechanism. Stateless ones are constants in flash; one with a state refers to it.
class Mechanism {
 public:
  /// As in the server's AUTH line, upper case.
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] Strength strength() const { return strength_; }
  /// Whether the first message may ride on the AUTH command (RFC 4954 section 4).
  [[nodiscard]] virtual bool has_initial_response() const = 0;
  /// What is wrong with the credentials. By default a user and a password are needed: user 1 and
  /// both at most config::max_credential_size octets, no NUL.
  [[nodiscard]] virtual Objection check(const Login& credentials) const {
    return detail::check_user_and_password(credentials);
  }

  /// An exchange begins. False: impossible on this connection, and the next one allowed is tried.
  virtual bool begin(const MechanismOffer&) const { return true; }
  /// Computes what message `number` needs, a slice at a time, before AUTH (0) and before each
  /// answer to a challenge. Once Done it stays Done.
  virtual Preparation prepare(const Login&, std::uint8_t) const { return Preparation::Done; }
  /// Writes message number `number` of the exchange, counted from 0, in the octets that base64 will
  /// carry; before prepare() to measure, then it may write others of the same number. Behind it the
  /// same call always writes the same. False: there is no such message, and the exchange is
  /// cancelled.
  virtual bool write(const Login& credentials, std::uint8_t number, Writer& out) const = 0;
  /// A piece of the challenge that asks for message `number`, base64 as it came; `last`: the
  /// challenge ends behind it. The worst verdict on the pieces of a challenge holds.
  virtual Verdict challenge(std::uint8_t, std::string_view, bool) const {
    return Verdict::Answerable;
  }
  /// Whether a server that says it accepts is to be believed; else Fault::ServerNotAuthentic.
  [[nodiscard]] virtual bool convinced() const { return true; }
  /// The server refused what was said, by that code. True: the credentials are others now, and the
  /// message is begun once more, on a new connection.
  virtual bool renew(const Login&, std::uint16_t) const { return false; }
  /// The exchange is over, however it ended: whatever is secret is wiped.
  virtual void end() const {}

 protected:
  constexpr explicit Mechanism(Strength strength) : strength_{strength} {}
  ~Mechanism() = default;

 private:
  Strength strength_;
};

namespace sasl {

class Plain final : public Mechanism {
 public:
  constexpr Plain() : Mechanism{Strength::ShowsSecret} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
};

class LoginMechanism final : public Mechanism {
 public:
  constexpr LoginMechanism() : Mechanism{Strength::ShowsSecret} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
};

/// PLAIN (RFC 4616): the password itself, so under TLS only, or where the user asked for it.
extern const Plain plain;
/// LOGIN (draft-murchison-sasl-login): as PLAIN, for servers that know nothing else. User and
/// password answer the first and the second prompt, whatever these say.
extern const LoginMechanism login;

/// PLAIN, then LOGIN.
inline constexpr const Mechanism* passwords[] = {&plain, &login};

}  // namespace sasl

/// Who sends. All borrowed while a message is under way; a changed password or token counts from
/// the next connection on, and so does another TokenSource.
struct Login {
  View user{};      ///< At most config::max_credential_size octets, no NUL.
  View password{};  ///< At most config::max_credential_size octets, no NUL.
  Token token{};    ///< Of OAuth 2.0 (RFC 6750): at most config::max_token_size octets; or a
                    ///< TokenSource, which is asked for it.
  /// The ones allowed, best first; the first that the server offers is used. Another one is tried
  /// only where the server answers 504, by which it says that it does not know it after all.
  Borrowed<const Mechanism*> mechanisms = sasl::passwords;
  /// Lets the credentials go out without TLS. Anyone on the path reads them then.
  bool allow_clear_text = false;
};

}  // namespace postino
