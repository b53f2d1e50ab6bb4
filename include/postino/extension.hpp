// SPDX-License-Identifier: MIT
/// SMTP extensions as objects that an image names or does not (RFC 5321 2.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "postino/borrowed.hpp"
#include "postino/error.hpp"
#include "postino/mechanism.hpp"
#include "postino/transfer.hpp"
#include "postino/writer.hpp"

namespace postino {

struct Mail;
struct ContentFacts;
struct ContentRules;
class Chunking;

/// How a mail goes on this connection, as far as extensions decide it.
struct Terms {
  ContentRules& rules;                 ///< What the composer is told.
  const Chunking* chunking = nullptr;  ///< BDAT and not DATA (RFC 3030).
  bool last = false;                   ///< The connection can carry no further one.
};

/// One extension. Stateless ones are constants in flash; one that keeps what the server said refers
/// to an object of the caller's, which serves one client at a time.
class Extension {
 public:
  /// As in the reply to EHLO, upper case, at most 20 octets.
  [[nodiscard]] virtual std::string_view keyword() const = 0;
  /// A connection begins, or TLS on it: what the server said is forgotten (RFC 3207 4.2).
  virtual void forget() const {}
  /// One of the words behind the keyword, at most 20 octets.
  virtual void offered(std::string_view) const {}
  /// The server offers it, and `mail` is about to be sent: what it means for the mail. Another
  /// Fault than None: the mail is Rejected before MAIL.
  [[nodiscard]] virtual Fault apply(const Mail&, Terms&) const { return Fault::None; }
  /// The server offers it: parameters of MAIL that follow from the content, a blank before each.
  virtual void write_mail(Writer&, const ContentFacts&) const {}

 protected:
  ~Extension() = default;
};

/// An extension that is no more than its keyword: what there is to it is in its Parameters.
class Keyword final : public Extension {
 public:
  constexpr explicit Keyword(const char* keyword) : keyword_{keyword} {}
  [[nodiscard]] std::string_view keyword() const override;

 private:
  const char* keyword_;
};

/// What one mail asks of an extension: parameters of MAIL and RCPT (RFC 5321 4.1.2, esmtp-param).
/// A mail is Rejected before MAIL when the server does not offer the extension.
class Parameters {
 public:
  [[nodiscard]] virtual const Extension& extension() const = 0;
  /// What is wrong with the values; Fault::None when all is well. Called once, before anything is
  /// sent.
  [[nodiscard]] virtual Fault check(const Mail&) const { return Fault::None; }
  /// What is wrong with them on this connection, whose server offers the extension: the mail is
  /// Rejected before MAIL.
  [[nodiscard]] virtual Fault judge(const Mail&) const { return Fault::None; }
  /// Written behind MAIL and behind the RCPT of Mail::recipient(index), a blank before each. The
  /// same call writes the same.
  virtual void write_mail(Writer&, const Mail&) const {}
  virtual void write_recipient(Writer&, const Mail&, std::size_t) const {}

 protected:
  ~Parameters() = default;
};

class Extensions;

namespace detail {

/// What the session does with a list that is not empty. Pointers, so that an image which makes no
/// such list has none of the functions.
struct ExtensionCalls {
  void (*forget)(const Extensions& list);
  /// Returns which one it is that the server's line begins with, counted from 1, and sets its bit
  /// in `offered`; 0 if none.
  std::size_t (*keyword)(const Extensions& list, std::string_view word, std::uint16_t& offered);
  void (*parameter)(const Extensions& list, std::size_t number, std::string_view word);
  Objection (*check)(const Extensions& list, const Mail& mail);
  Fault (*apply)(const Extensions& list, std::uint16_t offered, const Mail& mail, Terms& terms);
  void (*write_mail)(const Extensions& list, std::uint16_t offered, Writer& out, const Mail& mail,
                     const ContentFacts& content);
  void (*write_recipient)(Writer& out, const Mail& mail, std::size_t index);
};

extern constinit const ExtensionCalls extension_calls;

}  // namespace detail

/// The extensions that may be used, Server::extensions: none, or a *named* array or container of
/// pointers to them, borrowed for as long as the Server is.
class Extensions {
 public:
  constexpr Extensions() = default;
  template <class List>
  requires(!std::is_same_v<std::remove_cvref_t<List>, Extensions> &&
           std::is_convertible_v<
               List&, std::span<const Extension* const>>) constexpr Extensions(List&& list)
      : list_{std::forward<List>(list)},
        calls_{list_.empty() ? nullptr : &detail::extension_calls} {}

  [[nodiscard]] constexpr bool empty() const { return calls_ == nullptr; }
  [[nodiscard]] constexpr std::size_t size() const { return list_.size(); }
  [[nodiscard]] constexpr const Extension& operator[](std::size_t index) const {
    return *list_[index];
  }

  /// For the session; not where the list is empty.
  [[nodiscard]] constexpr const detail::ExtensionCalls& calls() const { return *calls_; }

 private:
  Borrowed<const Extension*> list_{};
  const detail::ExtensionCalls* calls_ = nullptr;
};

}  // namespace postino
