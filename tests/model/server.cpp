// SPDX-License-Identifier: MIT
#include "model/server.hpp"

#include <cstring>

#include "model/base64.hpp"

namespace postino::model {

void Server::begin(const Script& script, Wire& wire) {
  script_ = &script;
  wire_ = &wire;
  for (std::uint8_t& one : fired_) one = 0;
  for (std::uint8_t& one : lied_) one = 0;
  mode_ = Mode::Command;
  last_ = nobody;
}

void Server::connected() {
  mode_ = Mode::Command;
  lost_ = extended_ = secure_ = logged_in_ = muddled_ = false;
  skips_ = endless_ = login_open_ = authentic_ = after_data_ = false;
  lying_ = truth_->current < script_->messages && script_->message[truth_->current].lying;
  offer_ = script_->offer;
  auth_line_size_ = 0;
  unknown_ = LoginBy::None;
  last_ = nobody;
  line_size_ = 0;
  end_transaction();
  const bool in_clear = script_->settings.security != Security::Tls;
  if (truth_->current < max_messages) truth_->fate[truth_->current].last = wire_->address();
  switch (wire_->address()) {
    case Address::Closes:
      return wire_->end(After::Close);
    case Address::Resets:
      return wire_->end(After::Reset);
    case Address::Silent:
      lost_ = true;
      return;
    default:
      if (in_clear) return greet();
      mode_ = Mode::Handshake;
  }
}

/// As the address has it.
void Server::greet() {
  switch (wire_->address()) {
    case Address::ClosesInIt:
      wire_->say("220-mail.example is", wire_->now());
      return wire_->end(After::Close);
    case Address::Says421:
      say(truth_->current, Phase::Greeting, 0, 421, true, wire_->now());
      lost_ = true;
      return wire_->end(After::Close);
    case Address::Says450:
      return say(truth_->current, Phase::Greeting, 0, 450, true, wire_->now());
    case Address::Says530:
      return say(truth_->current, Phase::Greeting, 0, 530, true, wire_->now());
    case Address::Says554:
      return say(truth_->current, Phase::Greeting, 0, 554, true, wire_->now());
    default:
      static_cast<void>(reply(truth_->current, Phase::Greeting, 0, 220));
  }
}

void Server::secured() {
  mode_ = Mode::Command;
  secure_ = true;
  wire_->protect();
  extended_ = false;
  if (script_->settings.security == Security::Tls) greet();
}

void Server::leave() {
  if (!wire_->is_open() || wire_->ends() || lost_) return;
  if (lying_) return say_more(truth_->replies, wire_->now());
  say(nobody, Phase::Done, 0, 421, false, wire_->now());
  wire_->end(After::Close);
  lost_ = true;
}

/// The message that a RSET or a MAIL is for: with messages in one flight the next one.
std::uint8_t Server::next_owner() const {
  const bool in_flight = last_ != nobody && last_ >= truth_->current;
  return in_flight ? static_cast<std::uint8_t>(last_ + 1) : truth_->current;
}

const Answer* Server::planned(std::uint8_t owner, Phase phase, std::uint8_t number) const {
  if (owner >= script_->messages) return nullptr;
  const Message& message = script_->message[owner];
  for (std::uint8_t i = 0; i < message.answers; ++i) {
    const Answer& answer = message.answer[i];
    const bool here = answer.phase == phase && answer.number == number;
    if (here && ((unsigned{fired_[owner]} >> i) & 1U) == 0) return &answer;
  }
  return nullptr;
}

/// What is said to a command; returns its code.
std::uint16_t Server::reply(std::uint8_t owner, Phase phase, std::uint8_t number,
                            std::uint16_t usual) {
  if (lying_) note(owner, phase, number);
  if (lost_) return usual;
  const Answer* const answer = planned(owner, phase, number);
  std::uint16_t code = usual;
  Millis due = wire_->now();
  After after = After::GoOn;
  if (answer != nullptr) {
    const auto index = static_cast<unsigned>(answer - script_->message[owner].answer);
    fired_[owner] = static_cast<std::uint8_t>(unsigned{fired_[owner]} | 1U << index);
    if (answer->code != 0) code = answer->code;
    due = due + Millis{answer->pause};
    after = answer->after;
  }
  if (code == 421 && after == After::GoOn) after = After::Close;
  if (const Lie* const lie = planned_lie(owner, phase, number); lie != nullptr) {
    code = tell(*lie, owner, code, due);
  } else if (!std::exchange(skips_, false)) {
    say(owner, phase, number, code, true, due);
  } else if (phase == Phase::StartTls) {
    code = 0;  // nobody is told to begin
  }
  wire_->end(after);
  lost_ = lost_ || after != After::GoOn;
  return code;
}

void Server::say(std::uint8_t owner, Phase phase, std::uint8_t number, std::uint16_t code,
                 bool asked, Millis due) {
  const bool offers = phase == Phase::Ehlo && code == 250;
  if (offers) {
    say_offer();
  } else if (code == 334) {
    char text[line_room];
    wording_.write_plain(334, {text, encode64(std::exchange(challenge_, {}), text)});
  } else {
    wording_.write(script_->offer.words, truth_->replies, code);
  }
  wire_->say({wording_.octets, wording_.size}, due);
  keep(owner, phase, number, code, asked);
}

/// Notes what was said last.
void Server::keep(std::uint8_t owner, Phase phase, std::uint8_t number, std::uint16_t code,
                  bool asked) {
  if (truth_->replies == Truth::max_said) return truth_->fail("it never ends");
  Said& said = truth_->said[truth_->replies++];
  said.owner = phase == Phase::Quit ? nobody : owner;
  said.phase = phase;
  said.number = number;
  said.asked = asked;
  said.further = phase == Phase::Greeting && wire_->untried() != 0;
  said.code = code;
  // A small client does not read them.
  const bool reads = script_->settings.who == Who::Client;
  said.enhanced = reads ? wording_.enhanced : EnhancedStatusCode{};
  said.connection = static_cast<std::uint16_t>(truth_->connections - 1);
  said.end = wire_->said();
  if (truth_->words_size + wording_.words_size > Truth::max_words) {
    return truth_->fail("it never ends");
  }
  said.words = truth_->words_size;
  said.words_size = static_cast<std::uint16_t>(wording_.words_size);
  std::memcpy(truth_->words + truth_->words_size, wording_.words, wording_.words_size);
  truth_->words_size += static_cast<std::uint32_t>(wording_.words_size);
}

void Server::say_offer() {
  const Offer& offer = offer_;
  char* out = wording_.octets;
  const auto put = [&](std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    out += text.size();
  };
  put("250-mail.example greets\r\n");
  if (offer.pipelining) put("250-PIPELINING\r\n");
  if (offer.chunking) put("250-CHUNKING\r\n");
  if (offer.binary) put("250-BINARYMIME\r\n");
  if (offer.eight_bit) put("250-8BITMIME\r\n");
  if (offer.starttls && !secure_) put("250-STARTTLS\r\n");
  if (offer.auth) {
    put("250-AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256 OAUTHBEARER XOAUTH2 EXTERNAL\r\n");
  }
  if (offer.size) {
    char digits[] = "250-SIZE 00000\r\n";
    std::uint32_t limit = offer.size_limit;
    for (std::size_t i = 13; i >= 9; --i, limit /= 10) {
      digits[i] = static_cast<char>('0' + limit % 10);
    }
    put(digits);
  }
  put("250 HELP\r\n");
  wording_.size = static_cast<std::size_t>(out - wording_.octets);
  wording_.words_size = 0;
  wording_.enhanced = {};
  extended_ = true;
}

/// What comes unasked while the content is said, `octets` of it so far.
void Server::early(std::size_t octets) {
  if (lost_ || early_said_ || owner_ >= script_->messages) return;
  const Message& now = message();
  if (now.early_code == 0 || octets < now.early_at) return;
  early_said_ = true;
  const bool more_chunks = mode_ == Mode::Chunk && !last_chunk_;
  say(owner_, Phase::Content, more_chunks ? 1 : 0, now.early_code, false, wire_->now());
  if (lying_) return;
  wire_->end(After::Close);
  lost_ = true;
}

void Server::heard(std::string_view octets, bool lost) {
  lost_ = lost_ || lost;
  while (!octets.empty()) {
    std::size_t used = 0;
    if (mode_ == Mode::Content) {
      used = hear_content(octets);
    } else if (mode_ == Mode::Chunk) {
      used = hear_chunk(octets);
    } else {
      const auto* const end =
          static_cast<const char*>(std::memchr(octets.data(), '\n', octets.size()));
      used = end != nullptr ? static_cast<std::size_t>(end - octets.data()) + 1 : octets.size();
      if (line_size_ + used > line_room) return truth_->fail("a line without an end");
      std::memcpy(line_ + line_size_, octets.data(), used);
      line_size_ += used;
      if (!begins_content(end != nullptr) && end != nullptr) command();
    }
    octets.remove_prefix(used);
  }
}

}  // namespace postino::model
