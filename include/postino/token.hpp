// SPDX-License-Identifier: MIT
/// A token of OAuth 2.0, or who is asked for one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "postino/view.hpp"

namespace postino {

enum class Preparation : std::uint8_t;

/// Who has a token when a login needs one: a token expires, and a new one comes from elsewhere. Of
/// one client at a time.
///
///     class Tokens final : public postino::TokenSource {
///       postino::View ask(bool refused) override {
///         if (refused) refresh();  // only begins it: the new token comes between two polls
///         return fresh() ? postino::View{token_} : postino::View{};
///       }
///     };
class TokenSource {
 public:
  /// Returns the token: 1 to config::max_token_size octets of printable ASCII. Called once for each
  /// connection on which a mechanism is chosen that needs one, before AUTH; and once more for the
  /// message, with `refused`, if the server answers that connection's token by 535. If it returns
  /// another token then, the login is tried once more, on a new connection; else the message ends
  /// as Rejected, Fault::LoginRejected.
  ///
  /// Called from within poll(), so it must not block, and calls no function of the client's but
  /// those that Client names. Empty: there is none yet, and the message is Deferred,
  /// Fault::NoToken. With an octet that none may have, or too long: Deferred, Fault::InvalidToken.
  /// The characters are borrowed until others are returned that are not empty, and do not change
  /// while a message is under way.
  virtual View ask(bool refused) = 0;

 protected:
  constexpr TokenSource() = default;
  ~TokenSource() = default;

 private:
  friend class Token;

  /// How far a message has come with it.
  enum class Stage : std::uint8_t {
    Fresh,
    Asked,    ///< For the connection that there is.
    Renewed,  ///< Once more, after a refusal: for the next connection, if that helped.
  };

  // Virtual, so that an image without a source has none of what they call; and in this header, for
  // an application with RTTI on a library without.
  virtual void begin() {
    if (stage_ == Stage::Fresh) take(false);
  }
  virtual bool renew() { return stage_ == Stage::Asked && take_another(); }
  bool take_another();
  void take(bool refused);

  std::string_view text_{};
  Preparation state_{};
  Stage stage_ = Stage::Fresh;
};

/// A token in memory, or who is asked for it; both borrowed until the message has its report. As
/// large as a View.
class Token {
 public:
  constexpr Token() = default;
  template <class Characters>
  requires(std::is_convertible_v<Characters&&, View>) constexpr Token(Characters&& text)
      : Token{View{std::forward<Characters>(text)}, 0} {}
  constexpr Token(TokenSource& source) : at_{&source}, size_{asked_for} {}
  Token(TokenSource&&) = delete;

  /// Returns true if a TokenSource is asked for it.
  [[nodiscard]] constexpr bool is_asked_for() const { return size_ == asked_for; }
  /// Returns the token, or what the source gave last.
  [[nodiscard]] std::string_view view() const {
    return is_asked_for() ? source().text_ : std::string_view{static_cast<const char*>(at_), size_};
  }

  // For the functions of a Mechanism's; without a source all is well.
  /// For check(): a message begins, for which the source is asked anew.
  void restart() const {
    if (is_asked_for()) source().stage_ = TokenSource::Stage::Fresh;
  }
  /// For begin(): asks the source, unless it was asked for this connection.
  void begin() const {
    if (is_asked_for()) source().begin();
  }
  /// For prepare(): returns what is wrong with what the source gave; Done: nothing.
  [[nodiscard]] Preparation prepare() const {
    return is_asked_for() ? source().state_ : Preparation{};
  }
  /// For renew(): asks the source in place of the token that was refused, once a message. Returns
  /// true if it gave another one.
  [[nodiscard]] bool renew() const { return is_asked_for() && source().renew(); }

 private:
  static constexpr std::size_t asked_for = ~std::size_t{0};

  constexpr Token(View text, int) : at_{text.data()}, size_{text.size()} {}

  [[nodiscard]] TokenSource& source() const {
    return *static_cast<TokenSource*>(const_cast<void*>(at_));
  }

  // As a View has them: of a text, or of a source, which was no constant, and a size that no text
  // has.
  const void* at_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace postino
