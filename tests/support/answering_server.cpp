// SPDX-License-Identifier: MIT
#include "support/answering_server.hpp"

#include <algorithm>
#include <charconv>

namespace postino::test {
namespace {

struct Verb {
  std::string_view says;
  Phase phase;
};

constexpr Verb verbs[] = {
    {"EHLO ", Phase::Ehlo},           {"LHLO ", Phase::Ehlo},       {"HELO ", Phase::Helo},
    {"STARTTLS", Phase::StartTls},    {"AUTH ", Phase::Auth},       {"RSET", Phase::Rset},
    {"MAIL FROM:<", Phase::MailFrom}, {"RCPT TO:<", Phase::RcptTo}, {"DATA", Phase::Data},
    {"BDAT ", Phase::Chunk},          {"QUIT", Phase::Quit}};

Phase phase_of(std::string_view line) {
  for (const Verb& verb : verbs) {
    if (line.starts_with(verb.says)) return verb.phase;
  }
  return Phase::Idle;
}

}  // namespace

bool AnsweringServer::answer_one() {
  if (wire_->connections() != connection_) connected();
  if (wire_->handshake() == FakeSocket::Handshake::Wanted) {
    wire_->answer_handshake(FakeSocket::Handshake::Done);
  }
  if (implicit_tls && wire_->handshake() != FakeSocket::Handshake::Done) return false;
  if (!wire_->server_lives()) silent_ = true;
  if (replies_due_ == 0 && !read()) return false;
  answer(asked_);
  return true;
}

void AnsweringServer::connected() {
  connection_ = wire_->connections();
  clear_before_ = wire_->in_clear().size();
  protected_before_ = wire_->under_tls().size();
  silent_ = false;
  reads_ = Reads::Commands;
  chunk_left_ = 0;
  forget_transaction();
  asked_ = Phase::Greeting;
  replies_due_ = 1;
}

/// True if a command was read for which a reply is due.
bool AnsweringServer::read() {
  std::string& inbox = wire_->inbox();
  while (replies_due_ == 0) {
    if (reads_ == Reads::Chunk) {
      read_chunk();
      if (chunk_left_ != 0) return false;
      continue;
    }
    const std::size_t end = inbox.find("\r\n");
    if (end == std::string::npos) {
      // What a connection leaves unread was no whole line.
      if (!wire_->open()) inbox.clear();
      return false;
    }
    const std::string line = inbox.substr(0, end);
    inbox.erase(0, end + 2);
    read_line(line);
  }
  return true;
}

void AnsweringServer::read_line(std::string_view line) {
  if (reads_ == Reads::Commands) return read_command(line);
  if (reads_ == Reads::Response) {
    reads_ = Reads::Commands;
    ++responses_;
    asked_ = Phase::AuthResponse;
    replies_due_ = 1;
    return;
  }
  if (line == ".") return end_of_message();
  if (line.starts_with('.')) line.remove_prefix(1);
  content_.append(line).append("\r\n");
}

void AnsweringServer::read_command(std::string_view line) {
  asked_ = phase_of(line);
  replies_due_ = 1;
  const bool nested = asked_ == Phase::MailFrom && in_transaction_;
  if (asked_ == Phase::Idle || nested) complaints_.emplace_back(line);
  if (asked_ == Phase::Auth) {
    initial_response_ = std::count(line.begin(), line.end(), ' ') == 2;
    responses_ = 0;
  }
  if (asked_ == Phase::Chunk) read_chunk_size(line);
}

void AnsweringServer::read_chunk_size(std::string_view line) {
  const char* const digits = line.data() + std::string_view{"BDAT "}.size();
  static_cast<void>(std::from_chars(digits, line.data() + line.size(), chunk_left_));
  last_chunk_ = line.ends_with(" LAST");
  reads_ = Reads::Chunk;
  replies_due_ = 0;
}

void AnsweringServer::read_chunk() {
  std::string& inbox = wire_->inbox();
  const std::size_t count = std::min(chunk_left_, inbox.size());
  content_.append(inbox, 0, count);
  inbox.erase(0, count);
  chunk_left_ -= count;
  if (chunk_left_ != 0) return;
  if (last_chunk_) return end_of_message();
  reads_ = Reads::Commands;
  asked_ = Phase::Chunk;
  replies_due_ = 1;
}

/// RFC 2033 4.2: LMTP has a reply for each recipient that was accepted.
void AnsweringServer::end_of_message() {
  ++ends_;
  reads_ = Reads::Commands;
  asked_ = Phase::EndOfData;
  replies_due_ = lmtp ? std::max<std::size_t>(recipients_, 1) : 1;
}

void AnsweringServer::answer(Phase command) {
  --replies_due_;
  std::string reply;
  if (!silent_) reply = command == Phase::Idle ? "500 5.5.1 What?\r\n" : answers_(command);
  silent_ = reply.empty();
  wire_->deliver(reply);
  answered(command, silent_ ? '4' : reply.front());
  if (command == Phase::Quit && !silent_) wire_->fin();
}

void AnsweringServer::answered(Phase command, char digit) {
  switch (command) {
    case Phase::Ehlo:
    case Phase::Helo:
      if (digit == '2') forget_transaction();
      break;
    case Phase::Rset:
      // Whatever it was answered, a MAIL in the same flight is no mistake of the client's.
      forget_transaction();
      break;
    case Phase::Auth:
    case Phase::AuthResponse:
      if (digit == '3') reads_ = Reads::Response;
      break;
    case Phase::MailFrom:
      if (digit == '2') in_transaction_ = true;
      break;
    case Phase::RcptTo:
      if (digit == '2' && in_transaction_) ++recipients_;
      break;
    case Phase::Data:
      if (digit == '3') reads_ = Reads::Content;
      break;
    case Phase::EndOfData:
      ended(digit);
      break;
    default:
      break;
  }
}

void AnsweringServer::ended(char digit) {
  if (digit == '2' && !stored_) taken_.push_back(content_);
  if (digit == '2') stored_ = true;
  if (replies_due_ == 0) forget_transaction();
}

void AnsweringServer::forget_transaction() {
  in_transaction_ = stored_ = false;
  recipients_ = 0;
  content_.clear();
}

}  // namespace postino::test
