// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"
#include "base/wipe.hpp"
#include "postino/mechanism.hpp"
#include "postino/report.hpp"
#include "postino/trace.hpp"
#include "sasl/mask.hpp"

namespace postino {
namespace {

constexpr bool begins(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && detail::front(text, with.size()) == with;
}

/// Of a reply's line, with what separates it from the text.
std::size_t size_of_code(std::string_view line) {
  if (line.size() < 4 || (line[3] != ' ' && line[3] != '-')) return 0;
  return detail::is_digit(line[0]) && detail::is_digit(line[1]) && detail::is_digit(line[2]) ? 4
                                                                                             : 0;
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

void TracingTransport::conceal(const Login* login) {
  conceals_ = true;
  login_ = login;
  inner_->conceal(login);
}

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
  seen_ = {};
}

Progress TracingTransport::send(Packet& packet, Push push) {
  // Looked at before, since the packet may be gone afterwards; what is not taken comes again.
  const std::span<const char> before = packet.octets();
  if (seen_.octets < before.size()) sent(before.subspan(seen_.octets));
  const Progress progress = inner_->send(packet, push);
  seen_.octets = progress == Progress::Pending ? packet.octets().size() : 0;
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
    if (seen_.stage == Stage::Chunk) {
      if (--seen_.content == 0) seen_.stage = Stage::Commands;
      continue;
    }
    if (seen_.stage == Stage::Content) ++seen_.content;
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
  if (seen_.stage == Stage::AuthEnded) seen_.stage = Stage::Commands;
  if (seen_.stage == Stage::Content) {
    if (line == ".") content_ended();
  } else if (seen_.stage == Stage::Auth) {
    show(TraceSink::Direction::Sent, line == "*" ? line : "***");
  } else if (begins(line, "AUTH ")) {
    const std::size_t response = line.find(' ', 5);
    const bool initial = response != std::string_view::npos;
    const std::string_view command = initial ? detail::front(line, response) : line;
    show(TraceSink::Direction::Sent, command);
    if (initial) show(TraceSink::Direction::Sent, "***");
    begin_auth(detail::behind(command, 5));
  } else {
    show(TraceSink::Direction::Sent, line);
    if (begins(line, "BDAT ")) chunk_begins(detail::behind(line, 5));
  }
}

void TracingTransport::begin_auth(std::string_view name) {
  seen_.stage = Stage::Auth;
  seen_.auth = true;
  seen_.mechanism = nullptr;
  if (login_ == nullptr) return;
  for (const Mechanism* const one : login_->mechanisms) {
    if (one->name() == name) seen_.mechanism = one;
  }
}

/// RFC 3030 2: so many octets follow, whatever they are.
void TracingTransport::chunk_begins(std::string_view command) {
  seen_.content = 0;
  for (const char octet : command) {
    if (!detail::is_digit(octet)) break;
    seen_.content = seen_.content * 10 + static_cast<std::uint32_t>(octet - '0');
  }
  if (seen_.content == 0) return;
  show_content(seen_.content);
  seen_.stage = Stage::Chunk;
}

void TracingTransport::received_line() {
  const std::string_view line = in_.view();
  const bool in_auth = seen_.stage == Stage::Auth || seen_.stage == Stage::AuthEnded;
  if (in_auth) {
    // The client answers any 3yz. After another a surplus reply may echo credentials as well, so
    // the next command is waited for.
    if (!begins(line, "3")) seen_.stage = Stage::AuthEnded;
  } else if (begins(line, "354") && seen_.stage == Stage::Commands) {
    seen_.stage = Stage::Content;
    seen_.content = 0;
  }
  show_reply(in_auth);
}

/// Without what it echoes of the login. Where that is not known any more, or nobody has said what
/// it is, a reply that may echo it is its code.
void TracingTransport::show_reply(bool in_auth) {
  const std::string_view line = in_.view();
  const bool may_echo = conceals_ ? seen_.auth : in_auth;
  const bool challenge = in_auth && begins(line, "3");
  if (challenge || (may_echo && login_ == nullptr)) {
    return show(TraceSink::Direction::Received, line.size() < 4 ? line : detail::front(line, 4));
  }
  if (login_ != nullptr) {
    Login login = *login_;
    // A small client's are its own.
    if (login.mechanisms.empty()) login.mechanisms = sasl::passwords;
    const std::size_t code = size_of_code(line);
    in_.size = code + detail::mask(std::span{in_.text}.subspan(code), line.size() - code, login,
                                   in_auth ? seen_.mechanism : nullptr);
  }
  show(TraceSink::Direction::Received, in_.view());
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
  show_content(seen_.content - end_of_data);
  show(TraceSink::Direction::Sent, ".");
  seen_.stage = Stage::Commands;
}

void TracingTransport::show(TraceSink::Direction direction, std::string_view line) {
  char text[max_line_size];
  sink_->line(direction, {text, escape(line, text)});
}

}  // namespace postino
