// SPDX-License-Identifier: MIT
// RFC 5321 4.1.4: what may follow what.
#include "model/built.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

bool begins(std::string_view line, std::string_view with) {
  return line.substr(0, with.size()) == with;
}

constexpr std::string_view mail_head = "MAIL FROM:<";
constexpr std::string_view recipient_head = "RCPT TO:<";

}  // namespace

Server::Verb Server::verb_of(std::string_view line) {
  if (begins(line, "EHLO ") || begins(line, "LHLO ")) return Verb::Ehlo;
  if (begins(line, "HELO ")) return Verb::Helo;
  if (line == "STARTTLS") return Verb::StartTls;
  if (begins(line, "AUTH ")) return Verb::Auth;
  if (begins(line, mail_head)) return Verb::Mail;
  if (begins(line, recipient_head)) return Verb::Rcpt;
  if (line == "DATA") return Verb::Data;
  if (begins(line, "BDAT ")) return Verb::Bdat;
  if (line == "RSET") return Verb::Rset;
  return line == "QUIT" ? Verb::Quit : Verb::Other;
}

/// A line has ended.
void Server::command() {
  if (line_size_ < 2 || line_[line_size_ - 2] != '\r')
    return truth_->fail("a line that ends in LF");
  const std::string_view line{line_, line_size_ - 2};
  line_size_ = 0;
  if (mode_ == Mode::Handshake) return truth_->fail("a command where a handshake is due");
  const Verb verb = verb_of(line);
  if (mode_ == Mode::Login && !(lying_ && verb != Verb::Other)) return respond(line);
  if (lying_ && verb == Verb::Other && login_open_) return respond(line);
  login_open_ = verb == Verb::Auth;
  const bool tls_due = script_->settings.security == Security::StartTls && !secure_;
  const bool of_opening = verb == Verb::Ehlo || verb == Verb::StartTls || verb == Verb::Quit;
  if (tls_due && !of_opening) truth_->fail("said in clear");
  switch (verb) {
    case Verb::Ehlo:
      if (begins(line, "LHLO") != script_->settings.lmtp) truth_->fail("the wrong greeting");
      return hello(verb);
    case Verb::Helo:
      return hello(verb);
    case Verb::StartTls:
      if (reply(truth_->current, Phase::StartTls, 0, 220) == 220 && !lost_) mode_ = Mode::Handshake;
      return;
    case Verb::Auth:
      return auth(line);
    case Verb::Mail:
      return mail(line);
    case Verb::Rcpt:
      return recipient(line);
    case Verb::Data:
      return data();
    case Verb::Bdat:
      return chunk(line);
    case Verb::Rset:
      return rset();
    case Verb::Quit:
      static_cast<void>(reply(truth_->current, Phase::Quit, 0, 221));
      wire_->end(After::Close);
      lost_ = true;
      return;
    default:
      return truth_->fail("a command made of content");
  }
}

void Server::hello(Verb verb) {
  end_transaction();
  extended_ = false;
  const Phase phase = verb == Verb::Helo ? Phase::Helo : Phase::Ehlo;
  if (phase == Phase::Helo && script_->settings.lmtp) truth_->fail("HELO over LMTP");
  if (phase == Phase::Helo && script_->settings.who != Who::Client) truth_->fail("a small HELO");
  static_cast<void>(reply(truth_->current, phase, 0, 250));
}

void Server::end_transaction() {
  in_mail_ = broken_ = early_said_ = false;
  owner_ = nobody;
  recipients_ = accepted_ = chunks_ = 0;
  content_size_ = 0;
}

void Server::mail(std::string_view line) {
  if (in_mail_ && !muddled_) misuse("MAIL within a transaction");
  // A liar says nothing that would tell whose turn it is.
  const std::size_t digit = mail_head.size() + 1;
  const auto named = static_cast<std::uint8_t>(line.size() > digit ? line[digit] - '0' : 0);
  const std::uint8_t owner = lying_ ? named : next_owner();
  if (owner >= script_->messages || (lying_ && owner < truth_->current)) {
    return truth_->fail("MAIL for no message");
  }
  const std::string_view sender = sender_of(owner);
  line.remove_prefix(mail_head.size());
  if (!begins(line, sender) || line.size() == sender.size() || line[sender.size()] != '>') {
    return truth_->fail("MAIL of another message, or of none");
  }
  if (script_->settings.login != LoginBy::None && !logged_in_ && !lost_) {
    misuse("MAIL without the login");
  }
  if (script_->settings.login == LoginBy::Scram && lying_ && !authentic_) {
    truth_->fail("MAIL to a server that did not prove itself");
  }
  if (script_->settings.security == Security::StartTls && !secure_) truth_->fail("MAIL in clear");
  end_transaction();
  last_ = owner_ = owner;
  truth_->fate[owner].plainly = !extended_;
  in_mail_ = reply(owner, Phase::MailFrom, 0, muddled_ ? 503 : 250) < 400;
}

void Server::recipient(std::string_view line) {
  std::uint8_t number = recipients_++;
  const std::size_t digit = recipient_head.size() + 1;
  if (lying_ && line.size() > digit) number = static_cast<std::uint8_t>(line[digit] - '0');
  if (last_ >= script_->messages || number >= script_->message[last_].recipients) {
    return truth_->fail("a RCPT too many");
  }
  line.remove_prefix(recipient_head.size());
  const std::string_view address = recipients_of(last_)[number].address;
  if (line.size() != address.size() + 1 || !begins(line, address)) {
    return truth_->fail("RCPT of another message, or out of order");
  }
  if (!in_mail_) {
    static_cast<void>(reply(last_, Phase::RcptTo, number, 503));
    return;
  }
  const std::uint16_t code = reply(owner_, Phase::RcptTo, number, 250);
  if (code < 400) accepted_ = static_cast<std::uint8_t>(unsigned{accepted_} | 1U << number);
}

void Server::data() {
  if (last_ >= script_->messages) return truth_->fail("DATA for no message");
  const bool takes = in_mail_ && accepted_ != 0;
  const bool wants = takes || (in_mail_ && script_->offer.wants_all);
  const std::uint16_t code = reply(last_, Phase::Data, 0, wants ? 354 : 503);
  after_data_ = lying_;
  content_size_ = 0;
  if (lying_) return;
  // What is only looked at goes on as if it had been refused: nobody answers it.
  if (code == 354) mode_ = Mode::Content;
  content_size_ = 0;
}

void Server::chunk(std::string_view line) {
  if (last_ >= script_->messages) return truth_->fail("BDAT for no message");
  line.remove_prefix(5);
  chunk_left_ = 0;
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') {
    chunk_left_ = chunk_left_ * 10 + static_cast<std::uint32_t>(line[digits++] - '0');
  }
  const std::string_view rest = line.substr(digits);
  last_chunk_ = rest == " LAST";
  if (digits == 0 || digits > 9 || !(rest.empty() || last_chunk_)) {
    return truth_->fail("a BDAT that is none");
  }
  mode_ = Mode::Chunk;
  if (chunk_left_ == 0) end_of_chunk();
}

void Server::rset() {
  const std::uint8_t owner = lying_ ? truth_->current : next_owner();
  if (owner >= script_->messages) return truth_->fail("RSET for no message");
  // Said in the flight of a message, when nobody knows yet whether its transaction stays open.
  const bool ahead = script_->settings.pipelining == Pipelining::AcrossMails;
  if (!in_mail_ && !muddled_ && !ahead) misuse("a RSET for nothing");
  muddled_ = reply(owner, Phase::Rset, 0, 250) >= 400;
  if (!muddled_) end_transaction();
}

}  // namespace postino::model
