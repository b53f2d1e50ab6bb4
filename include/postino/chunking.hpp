// SPDX-License-Identifier: MIT
/// CHUNKING and BINARYMIME (RFC 3030): the mail in chunks of announced size, whatever its octets.
#pragma once

#include <cstdint>
#include <span>

#include "postino/extension.hpp"

namespace postino {

namespace detail {
class Session;
struct Cursor;
struct Facts;
}  // namespace detail

/// Sends with BDAT where the server offers it, and with DATA where not. A mail whose size is known
/// goes in one chunk, any other in one for each packet. Some servers get BDAT wrong: Exchange may
/// hang, and go-smtp runs a chunk that it refused as commands.
class Chunking : public Extension {
 public:
  enum class First : bool {
    AfterRecipient,  ///< The first chunk waits until a recipient was accepted: as safe as DATA.
    Eager,           ///< It follows RCPT at once: a round trip less, and all of the mail goes out
                     ///< even when every recipient is refused.
  };

  /// "BDAT 00000\r\n", in bytes: the number is known once the octets are there, and a packet has at
  /// most 65535.
  static constexpr std::size_t head_size = 12;

  constexpr explicit Chunking(First first) : first_{first} {}

  [[nodiscard]] std::string_view keyword() const override;
  [[nodiscard]] Fault apply(const Mail& mail, Terms& terms) const override;

 private:
  friend class detail::Session;

  // Where the session goes another way than with DATA; virtual, so that an image that does not name
  // an object of this class has none of it.
  virtual void write_last(const detail::Session& session, Writer& out) const;
  virtual void look(const detail::Session& session, const detail::Cursor& cursor,
                    std::uint16_t number, detail::Facts& facts) const;
  [[nodiscard]] virtual bool holds_back(const detail::Session& session) const;
  [[nodiscard]] virtual bool says_content(const detail::Session& session) const;
  virtual Transfer pull(detail::Session& session, std::span<char> into) const;
  virtual bool said(detail::Session& session, Transfer what) const;
  virtual bool give_up(detail::Session& session) const;
  [[nodiscard]] virtual bool end_is_out(const detail::Session& session,
                                        std::uint16_t replies) const;

  Transfer pull_chunk(detail::Session& session, std::span<char> into) const;
  Transfer pull_last(detail::Session& session, std::span<char> into) const;

  First first_;
};

/// Octets go as they are, neither in base64 nor in quoted-printable; for a server that offers it
/// and CHUNKING, which is named before it.
class BinaryMime final : public Extension {
 public:
  [[nodiscard]] std::string_view keyword() const override;
  [[nodiscard]] Fault apply(const Mail& mail, Terms& terms) const override;
  void write_mail(Writer& out, const ContentFacts& content) const override;
};

namespace extension {

extern const Chunking chunking;        ///< First::AfterRecipient.
extern const Chunking eager_chunking;  ///< First::Eager.
extern const BinaryMime binary_mime;

}  // namespace extension
}  // namespace postino
