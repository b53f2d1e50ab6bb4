// SPDX-License-Identifier: MIT
/// A mail of several parts: a text, the same as HTML, pictures in it, attachments (RFC 2045, 2046).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "postino/borrowed.hpp"
#include "postino/composer.hpp"
#include "postino/source.hpp"
#include "postino/view.hpp"

namespace postino {

/// Octets of any kind: characters, a *named* array or span of bytes, or a Source; borrowed until
/// the mail has its report. They arrive as they are.
class Content {
 public:
  constexpr Content() = default;
  template <class Characters>
  requires(std::is_convertible_v<Characters&&, View>) constexpr Content(Characters&& characters)
      : Content{std::string_view{View{std::forward<Characters>(characters)}}, 0} {}
  template <class Bytes>
  requires(std::is_convertible_v<Bytes&, std::span<const std::uint8_t>> &&
           !std::is_convertible_v<Bytes&&, View>) constexpr Content(Bytes&& bytes)
      : Content{std::span<const std::uint8_t>{Borrowed<std::uint8_t>{std::forward<Bytes>(bytes)}},
                0} {}
  template <class Bytes>
  requires(std::is_convertible_v<Bytes&, std::span<const std::byte>> &&
           !std::is_convertible_v<Bytes&&, View>) constexpr Content(Bytes&& bytes)
      : Content{std::span<const std::byte>{Borrowed<std::byte>{std::forward<Bytes>(bytes)}}, 0} {}
  constexpr Content(Source& source) : source_{&source} {}
  Content(Source&&) = delete;

  /// nullptr: the octets are view().
  [[nodiscard]] constexpr Source* source() const { return source_; }
  [[nodiscard]] std::string_view view() const { return {static_cast<const char*>(data_), size_}; }

 private:
  template <class Octets>
  constexpr Content(const Octets& octets, int) : data_{octets.data()}, size_{octets.size()} {}

  const void* data_ = nullptr;
  std::size_t size_ = 0;
  Source* source_ = nullptr;
};

/// RFC 2183 2.1, 2.2: a file beside the mail, or to be shown in it.
enum class Disposition : std::uint8_t { Attachment, Inline };

/// A part that is no text of the mail. What begins with text/ or message/, lies in memory and is
/// fit for it goes as it is, all else in base64.
struct Attachment {
  View name{};                            ///< Of the file, UTF-8; none when empty.
  View type{"application/octet-stream"};  ///< "text/csv; charset=utf-8"; not multipart/.
  Content content{};
  View content_id{};   ///< "logo@plant.example", which HTML calls "cid:logo@plant.example".
  View description{};  ///< UTF-8, for people.
  View language{};     ///< "de, en" (RFC 3282).
  Disposition disposition = Disposition::Attachment;
};

/// RFC 3834 5: whether other machines should leave the mail unanswered.
enum class AutoSubmitted : std::uint8_t {
  Generated,  ///< By a device.
  Replied,    ///< By a device, to another mail.
  No,         ///< By a person; no line.
};

/// What a mail has beside the fields of Mail. `Mail::text` is the text; empty beside an HTML text
/// it is left out. Each Source is in a mail once only.
struct MimeContent {
  /// The same as HTML, for those who can show it. Encoded as Mail::text is, or in base64 when most
  /// of it would have to be encoded.
  Text html{};
  /// What the HTML shows, by their content_id, which each must have. At most config::max_parts.
  Borrowed<Attachment> inlines{};
  /// At most config::max_parts.
  Borrowed<Attachment> attachments{};
  /// Of both texts: one in which the first 128 characters are those of ASCII.
  View charset{"utf-8"};
  View language{};  ///< Of both texts: "de, en" (RFC 3282).
  AutoSubmitted auto_submitted = AutoSubmitted::Generated;
  /// The Message-ID of the mail that this one answers or follows, "<a@plant.example>": readers show
  /// the two together. message_id() writes it. Angle brackets may be left out.
  View in_reply_to{};
  /// Those of all that came before it, the oldest first; when empty, in_reply_to.
  Borrowed<View> references{};
};

/// Composes mails of that content. A constant in flash when its content is; borrowed until the
/// report.
class MimeComposer final : public Composer {
 public:
  constexpr explicit MimeComposer(const MimeContent& content) : content_{content} {}

  [[nodiscard]] Error check(const Mail& mail) const override;
  [[nodiscard]] ContentFacts begin(Composition& composition) const override;
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override;

 private:
  MimeContent content_;
};

}  // namespace postino
