// SPDX-License-Identifier: MIT
/// One conversation of the sink.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postino::benchmark {

struct SinkOptions {
  std::vector<std::string> offer{"PIPELINING", "SIZE", "8BITMIME"};
  std::string keep;
  bool lmtp = false;  ///< A reply to the content for each recipient.
};

struct Taken {
  std::uint64_t mails = 0;
  std::uint64_t content = 0;  ///< Octets of content, as they came.
  std::uint64_t octets = 0;   ///< Octets of everything.
};

/// Says yes to everything. It moves no octet itself.
class SinkSession {
 public:
  explicit SinkSession(const SinkOptions& options) : options_{options} {}
  /// What the client said.
  void take(std::string_view octets);
  /// The replies to all of it, the greeting before them, once.
  [[nodiscard]] std::string take_replies() { return std::exchange(replies_, {}); }
  /// Whether the client said QUIT.
  [[nodiscard]] bool over() const { return over_; }
  [[nodiscard]] const Taken& taken() const { return taken_; }

 private:
  enum class Expects { Commands, Content, Chunk };

  std::string_view take_command(std::string_view octets);
  std::string_view take_content(std::string_view octets);
  std::size_t find_end(std::string_view octets);
  std::string_view take_chunk(std::string_view octets);
  void answer(std::string_view command);
  void greet(bool extended);
  void begin_chunk(std::string_view command);
  void end_mail();
  void keep(std::string_view octets);

  const SinkOptions& options_;
  Taken taken_;
  Expects expects_ = Expects::Commands;
  std::string line_;               ///< The beginning of a command.
  std::string tail_;               ///< The last octets of the content so far.
  std::size_t final_replies_ = 1;  ///< That the content will have.
  std::uint64_t rest_ = 0;         ///< Octets of the chunk that are to come.
  bool last_ = false;              ///< It ends the mail.
  bool over_ = false;
  std::string replies_ = "220 sink.example ESMTP\r\n";
  std::string kept_;
};

}  // namespace postino::benchmark
