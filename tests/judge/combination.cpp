// SPDX-License-Identifier: MIT
#include "judge/combination.hpp"

#include <gtest/gtest.h>

#include <span>

#include "judge/replies.hpp"
#include "postino/chunking.hpp"
#include "postino/client.hpp"
#include "postino/lmtp.hpp"
#include "postino/postino.hpp"
#include "support/answering_server.hpp"
#include "support/fake_transport.hpp"
#include "support/poll_until.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

constexpr Sizes small{.packets = 2, .packet_bytes = 128, .recipients = 3, .reply_text = 128};

constexpr std::string_view lines =
    "It has run dry again, for the third time this week.\r\n"
    "Bearing 61 C, vibration 4.5 mm/s, motor current 12.1 A.\r\n";

/// In chunks: two for up to two recipients, and one for three, whose replies are many enough.
std::string text_of(const Combination& combination) {
  std::string text = "Subject: Pump 3\r\n\r\n";
  if (combination.recipients == 3) return text + "Dry run.\r\n";
  text += lines;
  if (combination.breaks == Break::Amid) text.append(lines).append(lines);
  return text;
}

Login login_with(Mode::LogsIn how) {
  Login login = credentials;
  if (how == Mode::LogsIn::Plain) login.mechanisms = plain_only;
  if (how == Mode::LogsIn::Login) login.mechanisms = login_only;
  return login;
}

/// The client, and a server that follows the combination.
class Conversing {
 public:
  explicit Conversing(const Combination& combination);
  ~Conversing() { client_.abort(); }
  Conversing(const Conversing&) = delete;
  Conversing& operator=(const Conversing&) = delete;

  Held run();

 private:
  void set_up();
  void send();
  std::string answer(Phase command);
  std::string varied(Phase command);
  std::string unasked(Phase amid);
  void strike(Phase command);
  void run_server();
  bool serve();
  bool cut();
  void look_after();
  [[nodiscard]] bool secured() const { return !wire_.under_tls().empty(); }

  const Combination& combination_;
  const Mode& mode_;
  VirtualClock clock_;
  FakeSocket wire_{clock_};
  FakeTransport tls_{wire_};
  AnsweringServer server_;
  Storage<small> storage_;
  Client client_{tls_, storage_.memory()};
  std::string text_;
  TextSource source_;
  Server relay_{.host = "mail.example", .ehlo_name = "client.example"};
  Mail mail_{.from = {"node7@plant.example"}};

  bool prelude_ = false;    // the message before is sent
  bool closing_ = false;    // 421 was said
  bool to_be_cut_ = false;  // once all has been heard
  std::size_t given_ = 0;   // words
  Held held_;
};

Conversing::Conversing(const Combination& combination)
    : combination_{combination},
      mode_{*combination.mode},
      server_{wire_, [this](Phase command) { return answer(command); }},
      text_{text_of(combination)},
      source_{text_} {
  set_up();
  wire_.on_event = [this] {
    if (!combination_.one_by_one) run_server();
  };
}

void Conversing::set_up() {
  server_.lmtp = mode_.lmtp;
  server_.implicit_tls = mode_.security == Security::Tls;
  relay_.security = mode_.security;
  relay_.pipelining = mode_.pipelined ? Pipelining::WithinMail : Pipelining::Off;
  if (mode_.carries != Mode::Carries::Data) relay_.extensions = mode_.eager ? eager : chunking;
  if (mode_.logs_in != Mode::LogsIn::No) relay_.login = login_with(mode_.logs_in);
  if (mode_.lmtp) {
    relay_.lmtp = &lmtp;
    relay_.port = 24;
  }
  mail_.to = std::span<const Recipient>{three}.first(combination_.recipients);
  if (combination_.breaks == Break::Amid) wire_.behaviour.window = 40;
  wire_.behaviour.reconnects = !mode_.after_refusal;
  source_.knows_its_size = false;
  if (mode_.carries == Mode::Carries::Unknown) {
    mail_.text = source_;
  } else {
    mail_.text = text_;
  }
}

/// Returns the server's reply to `command`.
std::string Conversing::answer(Phase command) {
  if (prelude_) {
    const bool refused = command == Phase::Data || command == Phase::EndOfData;
    return reply_to(command, refused ? Word::Later : Word::Yes, 80).octets;
  }
  if (closing_) return {};
  const bool varies = command >= mode_.from && command != Phase::Quit;
  if (varies) return varied(command);
  ReplyText reply = reply_to(command, Word::Yes, 80);
  reply.answer.secured = secured();
  held_.conversation.answers.push_back(reply.answer);
  return reply.octets;
}

/// Returns the next of the combination's replies.
std::string Conversing::varied(Phase command) {
  if (held_.struck) return {};
  if (given_ == combination_.words.size()) {
    strike(command);
    return {};
  }
  const Word word = combination_.words[given_];
  ReplyText reply = reply_to(command, word, given_);
  reply.answer.initial_response = server_.initial_response();
  reply.answer.secured = secured();
  held_.conversation.answers.push_back(reply.answer);
  ++given_;
  if (word == Word::Challenge) ++held_.challenges;
  closing_ = word == Word::Closing;
  const bool last = given_ == combination_.words.size();
  if (last && combination_.breaks == Break::Unasked) {
    const bool before_chunk = command == Phase::RcptTo && mode_.carries != Mode::Carries::Data;
    const bool amid = command == Phase::Data || command == Phase::Chunk || before_chunk;
    reply.octets += unasked(amid ? Phase::Content : Phase::Idle);
  }
  return reply.octets;
}

/// Returns a reply for which nothing asked, and after which the server is silent.
std::string Conversing::unasked(Phase amid) {
  ReplyText reply = reply_to(amid, combination_.unasked, 75);
  reply.answer.absence = Fault::EarlyReply;
  held_.conversation.answers.push_back(reply.answer);
  held_.struck = amid;
  return reply.octets;
}

/// Breaks off in place of a reply to `command`.
void Conversing::strike(Phase command) {
  held_.struck = command;
  held_.initial_response = server_.initial_response();
  const Interruption interruption = instead_of_reply(command, combination_.breaks, given_);
  held_.conversation.answers.push_back(interruption.answer);
  wire_.deliver(interruption.octets);
  if (interruption.closes) wire_.fin();
  to_be_cut_ = interruption.cuts;
}

void Conversing::run_server() {
  server_.run();
  if (combination_.breaks == Break::Amid && server_.in_content() && !held_.struck) {
    wire_.deliver(unasked(Phase::Content));
  }
  if (!closing_ || held_.struck) return;
  held_.struck = Phase::Quit;
  if (combination_.breaks == Break::Close) wire_.fin();
  to_be_cut_ = combination_.breaks == Break::Reset;
}

/// Returns true if the server did anything.
bool Conversing::serve() {
  const std::uint64_t before = wire_.activity();
  if (combination_.one_by_one && server_.answer_one()) {
    if (closing_) run_server();
    return true;
  }
  if (!combination_.one_by_one) run_server();
  return wire_.activity() != before;
}

/// Does what has to wait until the client has heard all that was said before.
bool Conversing::cut() {
  if (!to_be_cut_) return false;
  to_be_cut_ = false;
  combination_.breaks == Break::Abort ? client_.abort() : wire_.reset();
  return true;
}

void Conversing::send() {
  held_.sent = {};
  EXPECT_TRUE(client_.send(relay_, mail_, raw_mail));
  const auto ended = [this] {
    const Report* const report = client_.take_report();
    if (report != nullptr) held_.sent = Sent{*report, {}};
    return report != nullptr;
  };
  poll_until(client_, wire_, clock_, ended, [this] { return serve() || cut(); });
}

/// Notes whether packets are out or damaged.
void Conversing::look_after() {
  client_.abort();
  if (storage_.pool().taken() != 0) held_.complaints.emplace_back("packets are out");
  if (storage_.pool().damaged() != 0) held_.complaints.emplace_back("a packet is damaged");
}

Held Conversing::run() {
  if (mode_.after_refusal) {
    prelude_ = true;
    send();
    prelude_ = false;
  }
  const std::size_t ends = server_.ends();
  send();
  Conversation& conversation = held_.conversation;
  const std::vector<Answer> heard = conversation.answers;
  server_.run();  // reads the rest
  conversation.answers = heard;
  conversation.lmtp = mode_.lmtp;
  conversation.security = mode_.security;
  conversation.login = mode_.logs_in != Mode::LogsIn::No;
  conversation.kept = mode_.after_refusal;
  conversation.recipients = combination_.recipients;
  conversation.end_handed_over = server_.ends() > ends;
  held_.complaints = server_.complaints();
  look_after();
  return held_;
}

}  // namespace

Held hold(const Combination& combination) { return Conversing{combination}.run(); }

}  // namespace postino::test
