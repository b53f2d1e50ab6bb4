// SPDX-License-Identifier: MIT
#include "support/scripted_server.hpp"

#include <gtest/gtest.h>

namespace postino::test {
namespace {

constexpr std::string_view anything = "{}";

/// Whether `text` is `pattern`, in which {} stands for any octets.
bool matches(std::string_view pattern, std::string_view text) {
  const std::size_t gap = pattern.find(anything);
  if (gap == std::string_view::npos) return pattern == text;
  if (text.substr(0, gap) != pattern.substr(0, gap)) return false;
  const std::string_view rest = pattern.substr(gap + anything.size());
  for (std::size_t at = gap; at <= text.size(); ++at) {
    if (matches(rest, text.substr(at))) return true;
  }
  return false;
}

}  // namespace

ScriptedServer::ScriptedServer(FakeSocket& wire, const VirtualClock& clock)
    : wire_{&wire}, clock_{&clock} {
  wire.on_event = [this] { run(); };
}

ScriptedServer& ScriptedServer::add(Step step) {
  steps_.push_back(std::move(step));
  return *this;
}

ScriptedServer& ScriptedServer::says(std::string_view line) {
  return sends(std::string{line} + "\r\n");
}

ScriptedServer& ScriptedServer::says(std::initializer_list<std::string_view> lines) {
  std::string all;
  for (const std::string_view line : lines) all.append(line).append("\r\n");
  return sends(all);
}

ScriptedServer& ScriptedServer::sends(std::string_view octets) {
  return add({.kind = Kind::Say, .text = std::string{octets}});
}

ScriptedServer& ScriptedServer::drips(std::string_view octets, Millis interval) {
  for (const char octet : octets) sends(std::string(1, octet)).waits(interval);
  return *this;
}

ScriptedServer& ScriptedServer::hears(std::string_view line) {
  return add({.kind = Kind::Hear, .text = std::string{line}});
}

ScriptedServer& ScriptedServer::hears(std::initializer_list<std::string_view> lines) {
  for (const std::string_view line : lines) hears(line);
  return *this;
}

ScriptedServer& ScriptedServer::hears_octets(std::size_t count) {
  return add({.kind = Kind::Octets, .count = count});
}

ScriptedServer& ScriptedServer::hears_whatever() { return add({.kind = Kind::Whatever}); }

ScriptedServer& ScriptedServer::hears_mail() { return add({.kind = Kind::AnyMail}); }

ScriptedServer& ScriptedServer::hears_mail(std::string_view text) {
  return add({.kind = Kind::Mail, .text = std::string{text}});
}

ScriptedServer& ScriptedServer::hears_the_end() { return add({.kind = Kind::End}); }

ScriptedServer& ScriptedServer::waits(Millis time) {
  return add({.kind = Kind::Wait, .time = time});
}

ScriptedServer& ScriptedServer::hears_nothing_for(Millis time) {
  return add({.kind = Kind::Nothing, .time = time});
}

ScriptedServer& ScriptedServer::closes() { return add({.kind = Kind::Close}); }
ScriptedServer& ScriptedServer::resets() { return add({.kind = Kind::Reset}); }
ScriptedServer& ScriptedServer::starts_tls() { return add({.kind = Kind::StartTls}); }
ScriptedServer& ScriptedServer::hears_hello() { return add({.kind = Kind::Hello}); }
ScriptedServer& ScriptedServer::fails_tls() { return add({.kind = Kind::FailTls}); }
ScriptedServer& ScriptedServer::next_connection() { return add({.kind = Kind::Next}); }

ScriptedServer& ScriptedServer::greets() { return says("220 mail.example ESMTP"); }

ScriptedServer& ScriptedServer::offers(std::initializer_list<std::string_view> capabilities) {
  hears("EHLO client.example");
  std::string reply{capabilities.size() == 0 ? "250 mail.example\r\n" : "250-mail.example\r\n"};
  std::size_t left = capabilities.size();
  for (const std::string_view capability : capabilities) {
    reply.append(--left == 0 ? "250 " : "250-").append(capability).append("\r\n");
  }
  return sends(reply);
}

ScriptedServer& ScriptedServer::greets_and_offers(
    std::initializer_list<std::string_view> capabilities) {
  return greets().offers(capabilities);
}

ScriptedServer& ScriptedServer::takes_envelope() {
  return hears("MAIL FROM:<node7@plant.example>{}")
      .says("250 2.1.0 sender ok")
      .hears("RCPT TO:<ops@plant.example>")
      .says("250 2.1.5 recipient ok")
      .hears("DATA")
      .says("354 go ahead");
}

ScriptedServer& ScriptedServer::takes_mail() {
  return takes_envelope().hears_mail().says("250 2.0.0 queued as 4711");
}

ScriptedServer& ScriptedServer::parts() { return hears("QUIT").says("221 2.0.0 bye").closes(); }

ScriptedServer& ScriptedServer::may_part() { return add({.kind = Kind::MayPart}); }

void ScriptedServer::run() {
  while (at_ < steps_.size() && !lost_ && its_turn(steps_[at_]) && perform(steps_[at_])) ++at_;
  if (at_ == steps_.size() && !lost_ && !wire_->inbox().empty()) {
    complain("the client went on after the script's end");
  }
}

bool ScriptedServer::its_turn(const Step& step) const {
  return step.kind == Kind::Next || wire_->connections() == connection_;
}

bool ScriptedServer::perform(const Step& step) {
  switch (step.kind) {
    case Kind::Say:
      return say(step);
    case Kind::Hear:
      return hear_line(step);
    case Kind::Octets:
      return hear_octets(step);
    case Kind::Mail:
    case Kind::AnyMail:
      return hear_mail(step);
    case Kind::End:
      return !wire_->open();
    case Kind::Wait:
    case Kind::Nothing:
      return wait(step);
    case Kind::Close:
      wire_->fin();
      return true;
    case Kind::Reset:
      wire_->reset();
      return true;
    case Kind::StartTls:
    case Kind::Hello:
    case Kind::FailTls:
      return answer_handshake(step);
    case Kind::Next:
      return next();
    case Kind::MayPart:
      return part_or_end();
    case Kind::Whatever:
      wire_->inbox().clear();
      return !wire_->open();
  }
  return false;
}

bool ScriptedServer::say(const Step& step) {
  wire_->deliver(step.text);
  said_ += step.text.size();
  if (awaits_final_reply_) mails_.back().answered_at = said_;
  awaits_final_reply_ = false;
  return true;
}

bool ScriptedServer::take_line(std::string& line) {
  std::string& inbox = wire_->inbox();
  const std::size_t line_feed = inbox.find('\n');
  if (line_feed == std::string::npos) return false;
  line = inbox.substr(0, line_feed + 1);
  inbox.erase(0, line_feed + 1);
  heard_ += line.size();
  if (line.size() < 2 || line[line.size() - 2] != '\r') complain("a bare LF in: " + line);
  line.resize(line.size() >= 2 ? line.size() - 2 : 0);
  if (line.find('\r') != std::string::npos) complain("a bare CR in: " + line);
  return true;
}

bool ScriptedServer::hear_line(const Step& step) {
  std::string line;
  if (!take_line(line)) return false;
  if (matches(step.text, line)) return true;
  complain("heard: " + line);
  return false;
}

bool ScriptedServer::hear_octets(const Step& step) {
  if (wire_->inbox().size() < step.count) return false;
  wire_->inbox().erase(0, step.count);
  heard_ += step.count;
  return true;
}

bool ScriptedServer::hear_mail(const Step& step) {
  std::string line;
  while (take_line(line)) {
    if (line == ".") return end_of_mail(step, std::exchange(content_, {}));
    if (line.size() > 998 + 1) complain("a line too long");
    if (line.starts_with('.')) line.erase(0, 1);
    if (line.size() > 998) complain("a line too long");
    content_ += line + "\r\n";
  }
  return false;
}

bool ScriptedServer::end_of_mail(const Step& step, std::string text) {
  if (step.kind == Kind::Mail && text != step.text) {
    complain("the mail differs");
    EXPECT_EQ(text, step.text);
  }
  mails_.push_back({.ends_at = heard_, .text = std::move(text)});
  awaits_final_reply_ = true;
  return true;
}

bool ScriptedServer::wait(const Step& step) {
  if (!waiting_) {
    wait_until_ = clock_->now() + step.time;
    waiting_ = true;
  }
  if (step.kind == Kind::Nothing && !wire_->inbox().empty()) complain("heard something meanwhile");
  const bool over = clock_->now().reached(wait_until_) || !wire_->open();
  if (over) waiting_ = false;
  return over;
}

bool ScriptedServer::answer_handshake(const Step& step) {
  if (wire_->handshake() == FakeSocket::Handshake::None) return false;
  if (step.kind == Kind::StartTls) wire_->answer_handshake(FakeSocket::Handshake::Done);
  if (step.kind == Kind::FailTls) wire_->answer_handshake(FakeSocket::Handshake::Failed);
  return true;
}

bool ScriptedServer::part_or_end() {
  if (!hear_line({.kind = Kind::Hear, .text = "QUIT"})) {
    if (may_be_cut_short && !wire_->open()) wire_->inbox().clear();
    return !wire_->open();
  }
  wire_->deliver("221 2.0.0 bye\r\n");
  wire_->fin();
  return true;
}

bool ScriptedServer::next() {
  if (!wire_->inbox().empty()) complain("the client went on instead of closing");
  if (wire_->connections() != connection_ + 1) return false;
  ++connection_;
  return true;
}

void ScriptedServer::complain(const std::string& what) {
  lost_ = true;
  std::string expected = at_ < steps_.size() ? steps_[at_].text : "nothing more";
  ADD_FAILURE() << "at step " << at_ << " of the script, expected: " << expected << "\n"
                << what << "\nall that was said: " << wire_->in_clear() << "\n-- under TLS: --\n"
                << wire_->under_tls();
  wire_->inbox().clear();
}

std::optional<Millis> ScriptedServer::next_event() const {
  if (waiting_ && !lost_) return wait_until_;
  return std::nullopt;
}

void ScriptedServer::check_finished() const {
  if (may_be_cut_short || lost_) return;
  for (std::size_t at = at_; at < steps_.size(); ++at) {
    const Kind kind = steps_[at].kind;
    const bool matters = kind == Kind::Hear || kind == Kind::Mail || kind == Kind::AnyMail ||
                         kind == Kind::Octets || kind == Kind::Next || kind == Kind::StartTls ||
                         kind == Kind::Hello;
    if (!matters) continue;
    ADD_FAILURE() << "the script stopped at step " << at_ << "; never heard, step " << at << ": "
                  << steps_[at].text;
    return;
  }
}

}  // namespace postino::test
