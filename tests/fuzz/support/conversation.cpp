// SPDX-License-Identifier: MIT
#include "fuzz/support/conversation.hpp"

#include "reference/reply.hpp"
#include "support/secrets.hpp"

namespace postino::test {
namespace {

constexpr std::size_t max_turns = 200000;

/// RFC 5321 2.3.8, and no line over its bound; the last one may be cut.
void check_lines(std::string_view octets, bool cut) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < octets.size(); ++at) {
    const bool last = at + 1 == octets.size();
    if (octets[at] == '\r') require(last ? cut : octets[at + 1] == '\n', "CR before LF only");
    if (octets[at] == '\n') require(at != 0 && octets[at - 1] == '\r', "LF behind CR only");
    column = octets[at] == '\n' ? 0 : column + 1;
    require(column <= 16384, "a line within its bound");
  }
}

void check_each(const std::string& octets, std::vector<std::size_t> begins) {
  begins.push_back(octets.size());
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    check_lines(std::string_view{octets}.substr(begins[i], begins[i + 1] - begins[i]), true);
  }
}

bool is_safe_word(std::string_view text) {
  return !tells(text, std::string{canary_password}) && !tells(text, std::string{canary_token});
}

}  // namespace

void WatchedTrace::line(Direction direction, std::string_view text) {
  require(text.size() <= TracingTransport::max_line_size, "a line of the trace is bounded");
  for (const char octet : text) require(octet >= ' ' && octet < 0x7f, "and printable");
  if (direction == Direction::Sent) sent.append(text).append("\n");
  on_line();
}

Conversation::Conversation(Input& input, Security security)
    : server{choose_server(input, security, mechanisms)},
      room_{choose_sizes(input)},
      client{input.ConsumeBool() ? static_cast<Transport&>(tracing_) : tls, room_.memory()},
      script_{wire, {}} {
  wire.behaviour = choose_behaviour(input);
  wire.on_event = [this] { on_event(); };
  script_ = Script{wire, input.ConsumeRandomLengthString(4096)};
}

Conversation::~Conversation() {
  client.abort();
  take_report();
  require(client.take_report() == nullptr, "no second report");
  while (wire.packets_held() != 0) {
    clock.advance_to(*wire.next_event());
    wire.tick();
  }
  require(room_.pool.taken() == 0, "every packet is back");
  require(room_.pool.damaged() == 0, "and undamaged");
  check_secrets();
  check_wire();
  wire.on_event = [] {};
}

bool Conversation::start(Letter& letter) {
  const bool idle = client.idle();
  const bool started = client.send(server, letter.mail(), letter.composer());
  require(idle == started, "send() starts a mail when the client is idle");
  if (started) begin(letter);
  return started;
}

void Conversation::begin(Letter& letter) {
  letter_ = &letter;
  outcome.reset();
  end_of_mail_.reset();
  begins_mail_clear_ = wire.in_clear().size();
  begins_mail_secure_ = wire.under_tls().size();
}

void Conversation::send_blocking(Letter& letter) {
  client.abort();
  take_report();
  begin(letter);
  const Report report = send_mail(client, *this, server, letter.mail(), letter.composer());
  judge(report);
  require(client.idle() && !client.connected(), "all is over");
  letter_ = nullptr;
}

Millis Conversation::now() {
  activity_ = wire.activity();
  wire.tick();
  return clock.now();
}

void Conversation::wait(Millis) {
  require(++turns_ < max_turns, "it comes to an end");
  on_wait();
  move_on(activity_);
}

void Conversation::on_event() {
  if (wire.connections() != connection_) {
    connection_ = wire.connections();
    begins_clear_.push_back(wire.in_clear().size());
    begins_secure_.push_back(wire.under_tls().size());
  }
  watch_end_of_mail();
  script_.on_event();
}

void Conversation::watch_end_of_mail() {
  if (letter_ == nullptr || end_of_mail_) return;
  find_end(std::string_view{wire.in_clear()}.substr(begins_mail_clear_));
  find_end(std::string_view{wire.under_tls()}.substr(begins_mail_secure_));
}

/// With BDAT its last line is the end, else the dot behind it.
void Conversation::find_end(std::string_view sent) {
  const std::size_t at = sent.find(letter_->last_line());
  if (at == std::string_view::npos) return;
  const std::size_t bdat = sent.rfind("BDAT ", at);
  const std::size_t data = sent.rfind("DATA\r\n", at);
  const bool dotted =
      bdat == std::string_view::npos || (data != std::string_view::npos && data > bdat);
  const std::size_t end = at + letter_->last_line().size() + (dotted ? 3 : 0);
  if (sent.size() < end) return;
  end_of_mail_ = wire.taken() - (sent.size() - end);
  delivered_at_end_ = wire.delivered();
}

/// On a slow wire what was said too early can arrive in time.
std::string Conversation::said_behind_end() const {
  return wire.behaviour.segment == unlimited ? script_.said_behind(*end_of_mail_)
                                             : script_.arrives_behind(delivered_at_end_);
}

void Conversation::turn() {
  require(++turns_ < max_turns, "it comes to an end");
  const std::uint64_t before = wire.activity();
  wire.tick();
  client.poll(clock.now());
  require(client.poll_at().reached(clock.now()), "poll_at() is not in the past");
  take_report();
  move_on(before);
}

void Conversation::move_on(std::uint64_t before) {
  const bool opened = wire.turn();
  if (opened || wire.activity() != before || client.poll_at() == clock.now()) return;
  const bool acted = script_.on_rest();
  if (!acted || script_.slept()) pass_time();
}

void Conversation::pass_time() {
  Millis next = client.poll_at();
  const std::optional<Millis> event = wire.next_event();
  if (event && next.reached(*event)) next = *event;
  if (next.reached(clock.now())) clock.advance_to(next);
}

void Conversation::finish() {
  while (letter_ != nullptr) turn();
}

void Conversation::rest() {
  while (client.connected()) turn();
}

void Conversation::take_report() {
  const Report* const report = client.take_report();
  if (report == nullptr) return;
  require(letter_ != nullptr, "a report is of a mail");
  judge(*report);
  outcome = report->outcome;
  letter_ = nullptr;
}

void Conversation::judge(const Report& report) {
  bool any = false;
  for (const RecipientReport& one : report.recipients) {
    any = any || one.outcome == Outcome::Accepted;
  }
  require(any == (report.outcome == Outcome::Accepted), "a mail is accepted for somebody");
  const std::uint16_t code = report.error.code;
  switch (report.outcome) {
    case Outcome::Accepted: {
      require(end_of_mail_.has_value(), "the mail was handed over");
      bool accepted = false;
      for (const HeardReply& reply : reference_replies(said_behind_end()).replies) {
        accepted = accepted || reply.code / 100 == 2;
      }
      require(accepted, "and accepted behind its end");
      break;
    }
    case Outcome::Rejected:
      require(code >= 500 || report.error.fault == Fault::InvalidContent ||
                  report.error.fault == Fault::SizeExceeded ||
                  report.error.fault == Fault::Utf8NotOffered,
              "rejected for a reason");
      break;
    case Outcome::Deferred:
      require(!end_of_mail_ || code >= 400, "behind its end the server has said no");
      break;
    case Outcome::Unknown:
      require(end_of_mail_.has_value(), "unknown is a mail that was handed over");
      break;
    case Outcome::InvalidArgument:
      require(false, "nothing is wrong with it");
      break;
    case Outcome::Unsafe:
      require(!client.connected(), "the connection is closed");
      break;
  }
}

void Conversation::check_secrets() {
  require(is_safe_word(trace.sent), "no secret in the trace");
  require(is_safe_word(room_.packets()), "no secret is left in a packet");
  const bool clear = server.login && server.login->allow_clear_text;
  require(clear || is_safe_word(wire.in_clear()), "no secret in clear");
}

void Conversation::check_wire() const {
  check_each(wire.in_clear(), begins_clear_);
  check_each(wire.under_tls(), begins_secure_);
}

}  // namespace postino::test
