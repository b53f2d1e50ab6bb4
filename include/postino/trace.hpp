// SPDX-License-Identifier: MIT
/// The conversation for a person to read, without secrets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/transport.hpp"
#include "postino/writer.hpp"

namespace postino {

class Mechanism;

/// Where lines of the conversation go.
class TraceSink {
 public:
  enum class Direction : bool { Sent, Received };
  /// One line without its line end, as escape() writes it and cut at
  /// TracingTransport::max_line_size. What the client sends inside AUTH is "***", and so is each
  /// word of a reply that echoes it. Challenges are code only, and so are replies after AUTH once
  /// the message has its report. One line counts the octets of a message's content.
  virtual void line(Direction direction, std::string_view text) = 0;

 protected:
  ~TraceSink() = default;
};

/// A transport around another that shows what passes. Costs nothing where it is not named.
class TracingTransport final : public Transport {
 public:
  /// Maximum size of a line of the trace, in bytes.
  static constexpr std::size_t max_line_size = 160;

  /// Both are borrowed for the transport's life.
  constexpr TracingTransport(Transport& inner, TraceSink& sink) : inner_{&inner}, sink_{&sink} {}

  [[nodiscard]] Socket& socket() const override;
  [[nodiscard]] Fault check() const override;
  Progress secure(std::string_view name) override;
  [[nodiscard]] Fault fault() const override;
  [[nodiscard]] int native_code() const override;
  [[nodiscard]] Protection protection() const override;
  void conceal(const Login* login) override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;

 private:
  enum class Stage : std::uint8_t { Commands, Auth, AuthEnded, Content, Chunk };

  /// One direction's line so far, cut at the bound.
  struct Line {
    std::array<char, max_line_size> text{};
    std::size_t size = 0;

    void put(char octet) {
      if (size < text.size()) text[size++] = octet;
    }
    [[nodiscard]] std::string_view view() const { return {text.data(), size}; }
    /// Overwrites it, too: it may have held credentials.
    void clear();
  };

  /// What was seen of a connection. A new one is a new value, and so is TLS on it.
  struct Seen {
    std::size_t octets = 0;     ///< Of the packet, that were shown before.
    std::uint32_t content = 0;  ///< Octets that were sent, or of a chunk that are to come.
    Stage stage = Stage::Commands;
    bool auth = false;                     ///< It was said.
    const Mechanism* mechanism = nullptr;  ///< Whose AUTH was said last.
  };

  void restart();
  void sent(std::span<const char> octets);
  void sent_line();
  void received_line();
  void show_reply(bool in_auth);
  void begin_auth(std::string_view name);
  void content_ended();
  void chunk_begins(std::string_view command);
  void show_content(std::uint32_t octets);
  void show(TraceSink::Direction direction, std::string_view line);

  Transport* inner_;
  TraceSink* sink_;
  Line out_{};
  Line in_{};
  Seen seen_{};
  bool conceals_ = false;  // conceal() was called, so what may be echoed is known to somebody
  const Login* login_ = nullptr;
};

}  // namespace postino
