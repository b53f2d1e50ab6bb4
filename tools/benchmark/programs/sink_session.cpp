// SPDX-License-Identifier: MIT
// RFC 5321, 2920, 3030 and 2033, as far as a server needs them that refuses nothing.
#include "sink_session.hpp"

#include <algorithm>
#include <fstream>

namespace postino::benchmark {
namespace {

constexpr std::string_view end_of_data = "\r\n.\r\n";

}  // namespace

void SinkSession::take(std::string_view octets) {
  taken_.octets += octets.size();
  while (!octets.empty()) {
    if (expects_ == Expects::Commands) {
      octets = take_command(octets);
    } else {
      octets = expects_ == Expects::Content ? take_content(octets) : take_chunk(octets);
    }
  }
}

std::string_view SinkSession::take_command(std::string_view octets) {
  const std::size_t end = octets.find('\n');
  line_ += octets.substr(0, end);
  if (end == std::string_view::npos) return {};
  answer(line_);
  line_.clear();
  return octets.substr(end + 1);
}

void SinkSession::answer(std::string_view command) {
  std::string verb{command.substr(0, 4)};
  for (char& letter : verb) letter = static_cast<char>(letter & ~0x20);
  if (verb == "EHLO" || verb == "HELO" || verb == "LHLO") return greet(verb != "HELO");
  if (verb == "MAIL") final_replies_ = options_.lmtp ? 0 : 1;
  if (verb == "RCPT" && options_.lmtp) ++final_replies_;
  if (verb == "BDAT") return begin_chunk(command);
  if (verb == "DATA") {
    expects_ = Expects::Content;
    tail_ = "\r\n";
    replies_ += "354 Go on\r\n";
    return;
  }
  over_ = verb == "QUIT";
  replies_ += over_ ? "221 2.0.0 Bye\r\n" : "250 2.1.0 Ok\r\n";
}

void SinkSession::greet(bool extended) {
  replies_ += extended ? "250-sink.example\r\n" : "250 sink.example\r\n";
  if (!extended) return;
  for (const std::string& line : options_.offer) replies_ += "250-" + line + "\r\n";
  replies_ += "250 ENHANCEDSTATUSCODES\r\n";
}

void SinkSession::keep(std::string_view octets) {
  taken_.content += octets.size();
  if (!options_.keep.empty()) kept_ += octets;
}

/// How much of `octets` belongs to the content. Its end can lie across what was read at once, so
/// the last octets before are looked at again.
std::size_t SinkSession::find_end(std::string_view octets) {
  constexpr std::size_t most = end_of_data.size() - 1;
  const std::size_t before = tail_.size();
  tail_ += octets.substr(0, most);
  const std::size_t across = tail_.find(end_of_data);
  if (across != std::string::npos) return across + end_of_data.size() - before;
  const std::size_t inside = octets.find(end_of_data);
  if (inside != std::string_view::npos) return inside + end_of_data.size();
  if (octets.size() > most) tail_ = octets.substr(octets.size() - most);
  tail_.erase(0, tail_.size() - std::min(tail_.size(), most));
  return std::string_view::npos;
}

std::string_view SinkSession::take_content(std::string_view octets) {
  const std::size_t end = find_end(octets);
  keep(octets.substr(0, end));
  if (end == std::string_view::npos) return {};
  end_mail();
  return octets.substr(end);
}

void SinkSession::begin_chunk(std::string_view command) {
  rest_ = std::stoull(std::string{command.substr(5)});
  last_ = command.find("LAST") != std::string_view::npos;
  expects_ = Expects::Chunk;
  if (rest_ == 0) take_chunk({});
}

std::string_view SinkSession::take_chunk(std::string_view octets) {
  const std::string_view content = octets.substr(0, rest_);
  keep(content);
  rest_ -= content.size();
  if (rest_ == 0) {
    expects_ = Expects::Commands;
    if (last_) {
      end_mail();
    } else {
      replies_ += "250 2.0.0 Chunk taken\r\n";
    }
  }
  return octets.substr(content.size());
}

void SinkSession::end_mail() {
  expects_ = Expects::Commands;
  ++taken_.mails;
  for (std::size_t i = 0; i < final_replies_; ++i) replies_ += "250 2.0.0 Mail taken\r\n";
  if (options_.keep.empty()) return;
  std::ofstream{options_.keep, std::ios::binary} << kept_;
  kept_.clear();
}

}  // namespace postino::benchmark
