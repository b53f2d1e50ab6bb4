// SPDX-License-Identifier: MIT
/// A mail as views into the caller's memory: nothing is copied, all of it is borrowed until the
/// report. Everything is checked once, before anything is sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "postino/borrowed.hpp"
#include "postino/source.hpp"
#include "postino/view.hpp"

namespace postino {

/// Somebody's address, "node7@plant.example" (RFC 5321 4.1.2, no angle brackets), and the name to
/// show, UTF-8, which may be empty.
struct Mailbox {
  View address{};
  View name{};

  /// Parses one mailbox: "node7@plant.example", "<node7@plant.example>" or "Node 7
  /// <node7@plant.example>". A name with , ; : < > @ or a backslash needs quotes (RFC 5322 3.2.3).
  /// Returns views into `text`, so quoted-pairs are not supported. Any other input, a list of
  /// mailboxes or a group among them, yields an address that send() reports as InvalidAddress.
  [[nodiscard]] static Mailbox parse(View text);
};

/// Somebody who gets the mail.
using Recipient = Mailbox;

/// One recipient (an address, or a Recipient), or a std::span, or a *named* array or container of
/// them.
class Recipients {
 public:
  constexpr Recipients() = default;
  template <class Address>
  requires(std::is_convertible_v<Address&&, View>) constexpr Recipients(Address&& address)
      : one_{.address = std::forward<Address>(address)} {}
  // Exactly a Recipient: {{"a@x.example", "b@x.example"}} would be one, whose name is an address.
  template <class One>
  requires(std::is_same_v<One, Recipient>) constexpr Recipients(const One& one) : one_{one} {}
  template <class List>
  requires(
      !std::is_same_v<std::remove_cvref_t<List>, Recipients> &&
      std::is_convertible_v<List&, std::span<const Recipient>>) constexpr Recipients(List&& list)
      : list_{std::forward<List>(list)} {}

  [[nodiscard]] constexpr std::size_t size() const {
    return !list_.empty() ? list_.size() : (one_.address.empty() ? 0U : 1U);
  }
  [[nodiscard]] constexpr const Recipient* data() const {
    return !list_.empty() ? list_.data() : &one_;
  }
  [[nodiscard]] constexpr const Recipient& operator[](std::size_t index) const {
    return data()[index];
  }

 private:
  Borrowed<Recipient> list_{};
  Recipient one_{};
};

/// A header of the caller's own. The name is printable ASCII without colon; the value is UTF-8,
/// folded and encoded as it needs. Names that Mail's own fields write are invalid.
struct Header {
  View name{};
  View value{};
};

/// Wall-clock time for the Date header. All zero: no Date line, the submission server adds it.
struct Date {
  std::uint32_t unix_seconds = 0;       ///< Since 1970-01-01 00:00 UTC; good until 2106.
  std::int16_t utc_offset_minutes = 0;  ///< Local time less UTC, -1439 to 1439.
};

/// Makes a Message-ID that is the same on every retry, after a restart too, when its fields, the
/// sender and the date are. Receivers drop a second mail of the same Message-ID, so `seed` is
/// either 64 random bits, kept for the retries, or a number that this device uses for one mail only
/// (a counter in flash), and then `device` tells it from all that share its sender; a date does so
/// only where no two of them send in one second. 0: no Message-ID line, the submission server adds
/// it. Fault::SeedNotUnique: under 2^32, with neither device nor date.
struct MessageId {
  std::uint64_t seed = 0;
  View domain{};  ///< Right of the @; the sender's domain when empty.
  /// A serial number, a MAC address; a hash of it is shown. Empty where `seed` is random: only
  /// then a Source goes unencoded by BINARYMIME, for nobody can foresee the boundaries around it.
  View device{};
};

/// Written as X-Priority and Importance unless Normal.
enum class Priority : std::uint8_t { Normal, Low, High };

class Parameters;

/// One mail. Costs the image nothing but what its composer writes.
struct Mail {
  Mailbox from{};    ///< Required. Also the reverse-path, unless `sender` is set.
  Mailbox sender{};  ///< Who really sent it (RFC 5322 3.6.2), and then the reverse-path.
  Mailbox reply_to{};
  Recipients to{};
  Recipients cc{};
  Recipients bcc{};  ///< In the envelope only, never in the content.
  View subject{};    ///< UTF-8.
  Date date{};
  MessageId message_id{};
  Priority priority = Priority::Normal;
  /// MAIL FROM:<>, so that nobody gets a bounce (RFC 5321 4.5.5): for mails that answer by
  /// themselves. `from` is required all the same.
  bool null_reverse_path = false;
  Borrowed<Header> headers{};
  /// UTF-8. Line ends may be CRLF, LF or CR. From a view: as it is when it is 7-bit with lines of
  /// at most config::max_line_size, or 8-bit and the server takes 8BITMIME; else quoted-printable.
  /// From a Source, which can't be looked at beforehand: quoted-printable.
  Text text{};
  /// What is asked of the server's extensions; each of one that Server::extensions names.
  Borrowed<const Parameters*> parameters{};

  /// Recipients of all three lists, and each in the order of Report::recipients: to, cc, bcc.
  /// `index` is less than recipient_count().
  [[nodiscard]] std::size_t recipient_count() const;
  [[nodiscard]] const Recipient& recipient(std::size_t index) const;
  /// Who sent it: `sender` when set, else `from`.
  [[nodiscard]] const View& origin() const;
  /// Who gets the bounces: origin(), or nobody.
  [[nodiscard]] const View& reverse_path() const;
};

/// Writes the Message-ID of `mail`, with its angle brackets: what a later mail names as the one
/// that it follows. Octets written; 0 when the mail has none that is valid or `into` is too small.
[[nodiscard]] std::size_t message_id(const Mail& mail, std::span<char> into);

}  // namespace postino
