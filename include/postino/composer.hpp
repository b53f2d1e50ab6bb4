// SPDX-License-Identifier: MIT
/// How a Mail becomes octets. A composer is a constant in flash that an image names or does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "postino/error.hpp"
#include "postino/mail.hpp"
#include "postino/transfer.hpp"

namespace postino {

/// What the server takes; known before begin().
struct ContentRules {
  bool eight_bit : 1 = false;    ///< 8BITMIME is offered.
  bool utf8 : 1 = false;         ///< SMTPUTF8 is in use: headers may hold raw UTF-8.
  bool binary : 1 = false;       ///< BINARYMIME is in use (RFC 3030): octets go as they are.
  bool size : 1 = false;         ///< ContentFacts::size is of use: for SIZE or for BDAT.
  bool dot_stuffing : 1 = true;  ///< DATA: a dot at a line's start is doubled (RFC 5321 4.5.2).

  friend constexpr bool operator==(const ContentRules&, const ContentRules&) = default;
};

/// What begin() found out.
struct ContentFacts {
  static constexpr std::uint32_t unknown_size = Source::unknown_size;

  bool ready = true;                  ///< False: the Source can't be rewound.
  bool eight_bit = false;             ///< The content needs BODY=8BITMIME.
  bool binary = false;                ///< The content needs BODY=BINARYMIME.
  bool grows = false;                 ///< It may come to more than `size`, which is not declared.
  std::uint32_t size = unknown_size;  ///< As declared by SIZE= (RFC 1870): without doubled dots.

  friend constexpr bool operator==(const ContentFacts&, const ContentFacts&) = default;
};

/// Where a composer stands in one mail; kept by the client. The fields below `rules` are the
/// composer's own.
struct Composition {
  const Mail* mail = nullptr;
  ContentRules rules{};
  std::uint8_t part = 0;        ///< Which header or part.
  std::uint8_t encoding = 0;    ///< How the body is encoded.
  std::uint8_t line_state = 0;  ///< What the next octet depends on.
  std::uint32_t item = 0;       ///< Which of several in that part: a header, an attachment.
  char carry[2] = {};           ///< Octets that are not written yet.
  std::uint16_t column = 0;     ///< Octets on the current line.
  std::uint32_t offset = 0;     ///< Octets of the part, or of the item, that are done.

  friend constexpr bool operator==(const Composition&, const Composition&) = default;
};

/// Composes in constant memory, however large the mail.
class Composer {
 public:
  /// Room that pull() can count on, in bytes.
  static constexpr std::size_t min_room = 16;

  /// Checks the fields that this composer writes; Fault::None when all is well. Addresses, and who
  /// gets the mail, were checked by the client. Called once, before anything is sent.
  [[nodiscard]] virtual Error check(const Mail& mail) const = 0;
  /// Sets `composition` (mail and rules are filled in) to the first octet, rewinds a Source.
  [[nodiscard]] virtual ContentFacts begin(Composition& composition) const = 0;
  /// Writes the next octets as they go on the wire; `into` holds at least min_room. After the last
  /// one, which is the LF of a CRLF unless the content needs BINARYMIME, end().
  [[nodiscard]] virtual Transfer pull(Composition& composition, std::span<char> into) const = 0;

 protected:
  ~Composer() = default;
};

class TextComposer final : public Composer {
 public:
  [[nodiscard]] Error check(const Mail& mail) const override;
  [[nodiscard]] ContentFacts begin(Composition& composition) const override;
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override;
};

class PlainComposer final : public Composer {
 public:
  [[nodiscard]] Error check(const Mail& mail) const override;
  [[nodiscard]] ContentFacts begin(Composition& composition) const override;
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override;
};

class RawComposer final : public Composer {
 public:
  [[nodiscard]] Error check(const Mail& mail) const override;
  [[nodiscard]] ContentFacts begin(Composition& composition) const override;
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override;
};

/// Headers and a text: the default of Client::send().
extern const TextComposer text_mail;
/// The least that is a message: From, To, Cc, Subject, a priority, and a text that goes as it is,
/// from a view or a Source. All headers are ASCII, and the text is 7-bit, or UTF-8 where the server
/// takes 8BITMIME. Costs less flash than text_mail, which encodes.
/// Fault::NotForThisComposer: any other field is set, an address has a name or is not ASCII, or the
/// subject holds what is not printable ASCII. Fault::HeaderTooLong: the subject is over
/// config::max_plain_subject_size; a shorter one is folded where it has blanks. The text is held to
/// what raw_mail says of it.
extern const PlainComposer plain_text;
/// Mail::text is the whole message, headers and all, and goes out as it is: line ends become CRLF,
/// dots are doubled, a line over config::max_line_size is broken by CRLF SP. Of the other fields
/// only from, sender and the recipients count (the envelope); any other is an invalid argument. So
/// is a NUL in a view; one that a Source brings, or an 8-bit octet where the server lacks 8BITMIME,
/// is Rejected with Fault::InvalidContent.
extern const RawComposer raw_mail;

}  // namespace postino
