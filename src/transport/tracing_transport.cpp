// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"
#include "base/wipe.hpp"
#include "postino/report.hpp"
#include "postino/trace.hpp"

namespace postino {
namespace {

constexpr bool begins(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && detail::front(text, with.size()) == with;
}

}  // namespace

void TracingTransport::Line::clear() {
  detail::wipe(text.data(), size);
  size = 0;
}

Socket& TracingTransport::socket() const { return inner_->socket(); }
Fault TracingTransport::check() const { return inner_->check(); }
Fault TracingTransport::fault() const { return inner_->fault(); }
int TracingTransport::native_code() const { return inner_->native_code(); }
Protection TracingTransport::protection() const { return inner_->protection(); }

Progress TracingTransport::secure(std::string_view name) {
  const Progress progress = inner_->secure(name);
  if (progress == Progress::Done) restart();
  return progress;
}

void TracingTransport::close() {
  inner_->close();
  restart();
}

void TracingTransport::abort() {
  inner_->abort();
  restart();
}

void TracingTransport::restart() {
  out_.clear();
  in_.clear();
  shown_ = 0;
  stage_ = Stage::Commands;
}

Progress TracingTransport::send(Packet& packet, Push push) {
  // Looked at before, since the packet may be gone afterwards; what is not taken comes again.
  const std::span<const char> before = packet.octets();
  if (shown_ < before.size()) sent(before.subspan(shown_));
  const Progress progress = inner_->send(packet, push);
  shown_ = progress == Progress::Pending ? packet.octets().size() : 0;
  return progress;
}

Transfer TracingTransport::receive(std::span<char> into) {
  const Transfer got = inner_->receive(into);
  for (const char octet : into.first(got.count())) {
    if (octet == '\n') {
      received_line();
      in_.clear();
    } else if (octet != '\r') {
      in_.put(octet);
    }
  }
  return got;
}

void TracingTransport::sent(std::span<const char> octets) {
  for (const char octet : octets) {
    if (stage_ == Stage::Chunk) {
      if (--content_octets_ == 0) stage_ = Stage::Commands;
      continue;
    }
    if (stage_ == Stage::Content) ++content_octets_;
    if (octet == '\n') {
      sent_line();
      out_.clear();
    } else if (octet != '\r') {
      out_.put(octet);
    }
  }
}

void TracingTransport::sent_line() {
  const std::string_view line = out_.view();
  if (stage_ == Stage::AuthEnded) stage_ = Stage::Commands;
  if (stage_ == Stage::Content) {
    if (line == ".") content_ended();
  } else if (stage_ == Stage::Auth) {
    show(TraceSink::Direction::Sent, line == "*" ? line : "***");
  } else if (begins(line, "AUTH ")) {
    const std::size_t response = line.find(' ', 5);
    const bool initial = response != std::string_view::npos;
    show(TraceSink::Direction::Sent, initial ? detail::front(line, response) : line);
    if (initial) show(TraceSink::Direction::Sent, "***");
    stage_ = Stage::Auth;
  } else {
    show(TraceSink::Direction::Sent, line);
    if (begins(line, "BDAT ")) chunk_begins(detail::behind(line, 5));
  }
}

/// RFC 3030 2: so many octets follow, whatever they are.
void TracingTransport::chunk_begins(std::string_view command) {
  content_octets_ = 0;
  for (const char octet : command) {
    if (!detail::is_digit(octet)) break;
    content_octets_ = content_octets_ * 10 + static_cast<std::uint32_t>(octet - '0');
  }
  if (content_octets_ == 0) return;
  show_content(content_octets_);
  stage_ = Stage::Chunk;
}

void TracingTransport::received_line() {
  const std::string_view line = in_.view();
  if (stage_ == Stage::Auth || stage_ == Stage::AuthEnded) {
    show(TraceSink::Direction::Received, line.size() < 4 ? line : detail::front(line, 4));
    const bool more = line.size() > 3 && line[3] == '-';
    // The client answers any 3yz. Behind another a surplus reply may echo credentials as well, so
    // the next command is waited for.
    if (!begins(line, "3") && !more) stage_ = Stage::AuthEnded;
    return;
  }
  if (begins(line, "354") && stage_ == Stage::Commands) {
    stage_ = Stage::Content;
    content_octets_ = 0;
  }
  show(TraceSink::Direction::Received, line);
}

void TracingTransport::show_content(std::uint32_t octets) {
  char text[48];
  Writer writer{text, 0};
  writer.put("(");
  writer.put_number(octets);
  writer.put(" octets of content)");
  show(TraceSink::Direction::Sent, {text, writer.written()});
}

void TracingTransport::content_ended() {
  constexpr std::uint32_t end_of_data = 3;
  show_content(content_octets_ - end_of_data);
  show(TraceSink::Direction::Sent, ".");
  stage_ = Stage::Commands;
}

void TracingTransport::show(TraceSink::Direction direction, std::string_view line) {
  char text[max_line_size];
  sink_->line(direction, {text, escape(line, text)});
}

}  // namespace postino
