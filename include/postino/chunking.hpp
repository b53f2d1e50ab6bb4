// SPDX-License-Identifier: MIT
/// CHUNKING and BINARYMIME (RFC 3030): the message in chunks of announced size, whatever its
/// octets.
#pragma once

#include <cstdint>
#include <span>

#include "postino/detail/carriage.hpp"
#include "postino/detail/flight.hpp"
#include "postino/extension.hpp"

namespace postino {

struct Server;

/// Sends with BDAT where the server offers it, and with DATA where not. A message whose size is
/// known goes in one chunk, any other in one for each packet. Some servers get BDAT wrong: Exchange
/// may hang, and go-smtp runs a chunk that it refused as commands.
class Chunking : public Extension {
 public:
  enum class First : bool {
    AfterRecipient,  ///< The first chunk waits until a recipient was accepted: as safe as DATA.
    Eager,  ///< It follows RCPT at once: a round trip less, and all of the message goes out
            ///< even when every recipient is refused.
  };

  /// "BDAT 00000\r\n", in bytes: the number is known once the octets are there, and a packet has at
  /// most 65535.
  static constexpr std::size_t head_size = 12;

  constexpr explicit Chunking(First first) : first_{first} {}

  [[nodiscard]] std::string_view keyword() const override;
  [[nodiscard]] Fault apply(const Mail& mail, Terms& terms) const override;

  /// What said() made of what was said.
  enum class Said : std::uint8_t {
    Content,    ///< Octets of the message; no reply is due for them.
    Command,    ///< A command, or the end of a chunk.
    LastChunk,  ///< That no chunk follows but the last; no reply is due for that.
  };

  // For the client, where it goes another way than with DATA. What is virtual is not in an image
  // that names no object of this class.

  /// Whether octets of the message are said at `speak`, not a command.
  [[nodiscard]] static bool says_content(Phase speak, const detail::Chunks& chunks) {
    return chunks.in_last || speak == Phase::Chunk;
  }
  /// Whether, after what stands at `from`, chunk `number` comes and not the last one.
  [[nodiscard]] static bool chunk_due(const detail::Chunks& chunks, Phase from,
                                      std::uint16_t number) {
    const std::uint16_t next = from == Phase::Chunk ? number : std::uint16_t{0};
    const auto said_after = static_cast<std::int16_t>(chunks.count - next);
    return chunks.unsized && (chunks.more || said_after > 0);
  }
  /// Whether a chunk is next and has to wait.
  [[nodiscard]] virtual bool holds_back(const detail::Flight& flight, const detail::Chunks& chunks,
                                        bool deliverable, const Server& server) const;
  /// Writes the command of the last chunk.
  virtual void write_last(const detail::Carriage& carriage, Writer& out) const;
  /// The next octets; `ran_on`: messages before it are not answered.
  virtual Transfer pull(detail::Carriage& carriage, std::span<char> into, bool ran_on) const;
  virtual Said said(Phase speak, detail::Carriage& carriage, Transfer what) const;
  /// Whether one of `replies` that are due is that to the message's end.
  [[nodiscard]] virtual bool end_is_out(const detail::Flight& flight, const detail::Chunks& chunks,
                                        std::uint16_t recipients, std::uint16_t replies) const;

 private:
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
