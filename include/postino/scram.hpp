// SPDX-License-Identifier: MIT
/// SCRAM-SHA-256, SCRAM-SHA-256-PLUS and SCRAM-SHA-1 (RFC 5802, 7677, 9266).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/config.hpp"
#include "postino/detail/base64_decoder.hpp"
#include "postino/keyed_hash.hpp"
#include "postino/mechanism.hpp"

namespace postino::sasl {

/// What an exchange of SCRAM works with and remembers; of one client at a time. The mechanisms with
/// and without channel binding share one.
class ScramExchange {
 public:
  /// Minimum number of iterations that the server may ask for (RFC 7677 4). Fewer:
  /// Fault::ServerNotAuthentic.
  static constexpr std::uint32_t min_iterations = 4096;

  /// All borrowed for the exchange's life. `hash` makes it SCRAM-SHA-256 or SCRAM-SHA-1; with any
  /// other the mechanism is never chosen. Without a `binding` there is no SCRAM-…-PLUS.
  constexpr ScramExchange(KeyedHash& hash, RandomSource& random, ChannelBinding* binding = nullptr)
      : hash_{&hash}, random_{&random}, binding_{binding} {}
  ScramExchange(const ScramExchange&) = delete;
  ScramExchange& operator=(const ScramExchange&) = delete;

  /// Maximum number of iterations that the server may ask for; each costs two to four blocks of the
  /// hash. More: Fault::ServerNotAuthentic, before the first one.
  std::uint32_t max_iterations = 10000;

 private:
  friend class Scram;
  static constexpr std::size_t nonce_octets = 18;  // 24 in base64
  enum class Stage : std::uint8_t {
    Fresh,
    Named,
    Challenged,
    Iterating,
    Proven,
    Refused,
    Believed
  };

  /// All zero at first, and again when it is wiped.
  struct State {
    Stage stage = Stage::Fresh;
    char flag = 0;           // of the GS2 header: n, y or p
    std::uint8_t heard = 0;  // the message that the challenge in `message` asks for
    detail::Base64Decoder decoder{};
    std::uint16_t size = 0;  // of `message`
    std::uint16_t nonce_size = 0;
    std::uint16_t salt_size = 0;
    std::uint32_t iterations_left = 0;
    char nonce[nonce_octets] = {};
    char binding_data[ChannelBinding::octets] = {};
    char last[KeyedHash::max_size] = {};  // iteration's result; then the proof
    char sum[KeyedHash::max_size] = {};   // salted password; then the server's signature
    char message[1 + config::max_scram_message_size] = {};  // the server's last one behind a comma
  };

  KeyedHash* hash_;
  RandomSource* random_;
  ChannelBinding* binding_;
  State state_{};
};

/// The password does not go out, and the server has to prove that it knows it too: one that says
/// that it accepts, and has not, is Fault::ServerNotAuthentic. User and password are UTF-8 without
/// control characters. What is not ASCII goes out as it is, so give it as the server normalised it
/// (RFC 4013). The password is hashed config::scram_iterations_per_poll iterations a poll.
class Scram final : public Mechanism {
 public:
  /// Whether the exchange is bound to the TLS connection below it, by tls-exporter (RFC 9266).
  enum class Binding : bool { None, TlsExporter };

  /// `exchange` is borrowed for the mechanism's life.
  constexpr explicit Scram(ScramExchange& exchange, Binding binding = Binding::None)
      : Mechanism{binding == Binding::TlsExporter ? Strength::BindsChannel : Strength::HidesSecret},
        binding_{binding},
        exchange_{&exchange} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  [[nodiscard]] Objection check(const Login& credentials) const override;
  bool begin(const MechanismOffer& offer) const override;
  Preparation prepare(const Login& credentials, std::uint8_t number) const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
  Verdict challenge(std::uint8_t number, std::string_view piece, bool last) const override;
  [[nodiscard]] bool convinced() const override;
  void end() const override;

 private:
  using Stage = ScramExchange::Stage;

  // scram_messages.cpp
  [[nodiscard]] Verdict server_first() const;
  [[nodiscard]] Verdict server_final() const;
  [[nodiscard]] Verdict server_error(std::string_view reason) const;
  void put_gs2_header(Writer& out) const;
  void put_first_bare(const Login& credentials, Writer& out) const;
  void put_final_without_proof(Writer& out) const;
  [[nodiscard]] std::string_view nonce() const;
  [[nodiscard]] std::string_view salt() const;

  // scram_keys.cpp
  [[nodiscard]] Preparation make_nonce() const;
  [[nodiscard]] bool start(std::string_view password) const;
  [[nodiscard]] bool iterate(std::string_view password) const;
  [[nodiscard]] bool prove(const Login& credentials) const;
  [[nodiscard]] bool mac(std::string_view key, std::string_view octets,
                         std::span<char> digest) const;
  [[nodiscard]] bool sign(const Login& credentials, std::string_view key,
                          std::span<char> digest) const;

  Binding binding_;
  ScramExchange* exchange_;
};

/// All that take a password, strongest first: SCRAM with channel binding, SCRAM, PLAIN, LOGIN. For
/// Login::mechanisms: `.mechanisms = strongest.mechanisms()`.
class Strongest {
 public:
  /// All borrowed for its life.
  constexpr Strongest(KeyedHash& sha256, RandomSource& random, ChannelBinding* binding = nullptr)
      : exchange{sha256, random, binding} {}
  Strongest(const Strongest&) = delete;
  Strongest& operator=(const Strongest&) = delete;

  [[nodiscard]] constexpr std::span<const Mechanism* const> mechanisms() const { return list_; }

  ScramExchange exchange;

 private:
  Scram scram_plus_{exchange, Scram::Binding::TlsExporter};
  Scram scram_{exchange};
  const Mechanism* list_[4] = {&scram_plus_, &scram_, &plain, &login};
};

}  // namespace postino::sasl
