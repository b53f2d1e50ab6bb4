// SPDX-License-Identifier: MIT
// Whole conversations of the C face's clients, in virtual time.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "postino.h"
#include "postino/c/storage.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using c::as;
using std::string;
using Lines = std::vector<string>;

string said(postino_text text) { return {text.data, text.size}; }
string fault_of(const postino_report& report) {
  return said(postino_outcome_name(report.outcome)) + ' ' +
         said(postino_fault_name(report.error.fault)) + ' ' +
         said(postino_phase_name(report.error.phase)) + ' ' + std::to_string(report.error.code);
}

/// What a client of C needs of its memory.
struct CMemory {
  postino_pool packets_of_c = POSTINO_POOL_INIT;
  alignas(8) std::array<std::byte, 4 * POSTINO_PACKET_SIZE(1460)> blocks{};
  std::array<postino_recipient_report, 8> recipients{};
  std::array<char, 128> words{};
  postino_memory all{&packets_of_c,     blocks.data(),     blocks.size(), 1460,
                     recipients.data(), recipients.size(), words.data(),  words.size()};
};

/// A bench whose client is one of C.
class CBench : public AnyBench, private AnyClient, private CMemory {
 public:
  CBench() : AnyBench{{}, Trace::Off} {
    EXPECT_EQ(
        postino_client_init(&client, sizeof client, as<postino_transport>(&transport()), &all),
        POSTINO_FAULT_NONE);
    hold(*this);
    letter.from.address = POSTINO_TEXT("node7@plant.example");
    letter.to.one.address = POSTINO_TEXT("ops@plant.example");
    letter.text.text = POSTINO_TEXT("Subject: Pump 3\r\n\r\nDry run.\r\n");
    to.host = POSTINO_TEXT("mail.example");
    to.security = POSTINO_SECURITY_NONE;
    to.ehlo_name = POSTINO_TEXT("client.example");
  }
  ~CBench() override {
    end();
    EXPECT_EQ(postino_pool_usage(&packets_of_c).taken, 0U);
    EXPECT_EQ(postino_pool_usage(&packets_of_c).damaged, 0U);
    EXPECT_EQ(postino_client_delete(&client), POSTINO_FAULT_NONE);
  }

  /// Sends `letter` and returns its report.
  postino_report deliver(const postino_composer* composer = postino_raw_mail()) {
    EXPECT_EQ(postino_send(&client, &to, &letter, composer), POSTINO_FAULT_NONE);
    return ended();
  }
  /// Polls on until there is a report.
  postino_report ended() {
    kept = {};
    run_while([this] { return kept.attempts == 0 && kept.error.fault == POSTINO_FAULT_NONE; });
    return kept;
  }

  postino_client client{};
  postino_mail letter = POSTINO_MAIL_INIT;
  postino_server to = POSTINO_SERVER_INIT;
  postino_report kept{};

 private:
  bool send(const Server&, const Mail&, const Composer&) override { return false; }
  bool send(const Server&, MailQueue&) override { return false; }
  void poll(Millis now) override {
    EXPECT_EQ(postino_poll(&client, now.value), POSTINO_FAULT_NONE);
  }
  [[nodiscard]] Millis poll_at() const override { return {postino_poll_at(&client)}; }
  const Report* take_report() override {
    postino_report report;
    if (postino_take_report(&client, &report)) kept = report;
    return nullptr;
  }
  [[nodiscard]] bool idle() const override { return postino_idle(&client); }
  [[nodiscard]] bool connected() const override { return postino_connected(&client); }
  void quit() override { EXPECT_EQ(postino_quit(&client), POSTINO_FAULT_NONE); }
  void abort() override { EXPECT_EQ(postino_abort(&client), POSTINO_FAULT_NONE); }
};

TEST(CFace, SendsAMessage) {
  CBench bench;
  bench.server.greets_and_offers({"ENHANCEDSTATUSCODES"})
      .takes_envelope()
      .hears_mail("Subject: Pump 3\r\n\r\nDry run.\r\n")
      .says("250 2.6.0 queued as 7")
      .parts();
  const postino_report report = bench.deliver();
  EXPECT_EQ(report.outcome, POSTINO_OUTCOME_ACCEPTED);
  EXPECT_EQ(report.protection, POSTINO_PROTECTION_NONE);
  EXPECT_EQ(report.attempts, 1);
  EXPECT_EQ(report.error.fault, POSTINO_FAULT_NONE);
  EXPECT_EQ(report.error.phase, POSTINO_PHASE_END_OF_DATA);
  EXPECT_EQ(report.error.code, 250);
  EXPECT_EQ(report.error.enhanced.status_class, 2);
  EXPECT_EQ(report.error.enhanced.subject, 6);
  EXPECT_EQ(said(report.text), "2.6.0 queued as 7");
  ASSERT_EQ(report.recipient_count, 1U);
  EXPECT_EQ(report.recipients[0].outcome, POSTINO_OUTCOME_ACCEPTED);
  EXPECT_EQ(report.recipients[0].code, 250);
}

TEST(CFace, ReportsEachRecipient) {
  CBench bench;
  const postino_mailbox list[] = {{POSTINO_TEXT("a@plant.example"), POSTINO_TEXT_INIT},
                                  {POSTINO_TEXT("b@plant.example"), POSTINO_TEXT_INIT}};
  bench.letter.to.list = list;
  bench.letter.to.count = 2;
  bench.server.greets_and_offers()
      .hears("MAIL FROM:<node7@plant.example>")
      .says("250 ok")
      .hears("RCPT TO:<a@plant.example>")
      .says("550 unknown")
      .hears("RCPT TO:<b@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 queued")
      .parts();
  const postino_report report = bench.deliver();
  EXPECT_EQ(report.outcome, POSTINO_OUTCOME_ACCEPTED);
  ASSERT_EQ(report.recipient_count, 2U);
  EXPECT_EQ(report.recipients[0].outcome, POSTINO_OUTCOME_REJECTED);
  EXPECT_EQ(report.recipients[0].code, 550);
  EXPECT_EQ(report.recipients[1].outcome, POSTINO_OUTCOME_ACCEPTED);
}

TEST(CFace, LogsIn) {
  CBench bench;
  bench.to.login.given = true;
  bench.to.login.value.user = POSTINO_TEXT("pump");
  bench.to.login.value.password = POSTINO_TEXT("secret");
  bench.to.login.value.allow_clear_text = true;
  bench.server.greets_and_offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN AHB1bXAAc2VjcmV0")
      .says("535 no")
      .may_part();
  const postino_report report = bench.deliver();
  EXPECT_EQ(fault_of(report), "Rejected LoginRejected Auth 535");
  EXPECT_EQ(said(report.mechanism), "PLAIN");
}

TEST(CFace, ReportsAnInvalidArgumentAtOnce) {
  CBench bench;
  bench.letter.from.address = POSTINO_TEXT("a@plant.example\r\nDATA");
  const postino_report report = bench.deliver();
  EXPECT_EQ(report.outcome, POSTINO_OUTCOME_INVALID_ARGUMENT);
  EXPECT_EQ(report.error.fault, POSTINO_FAULT_LINE_BREAK);
  EXPECT_EQ(report.error.field, POSTINO_FIELD_FROM);
  EXPECT_EQ(report.recipient_count, 0U);
}

TEST(CFace, ASourceThatReturnsTooMuchBreaksTheMessageOff) {
  CBench bench;
  const auto too_much = [](void*, std::uint32_t, char*, std::size_t room) {
    return static_cast<std::int32_t>(room) + 1;
  };
  postino_callback_source source{};
  ASSERT_EQ(
      postino_callback_source_init(&source, sizeof source, too_much, nullptr, POSTINO_UNKNOWN_SIZE),
      POSTINO_FAULT_NONE);
  bench.letter.text = {POSTINO_TEXT_INIT, &source.source};
  bench.server.greets_and_offers().takes_envelope().hears_the_end();
  EXPECT_EQ(fault_of(bench.deliver()), "Deferred SourceFailed Content 0");
}

TEST(CFace, AbortsAndSendsAgain) {
  CBench bench;
  bench.server.greets()
      .hears("EHLO client.example")
      .next_connection()
      .greets_and_offers()
      .takes_mail()
      .parts();
  ASSERT_EQ(postino_send(&bench.client, &bench.to, &bench.letter, postino_raw_mail()),
            POSTINO_FAULT_NONE);
  bench.run_while([&] { return bench.server.steps_done() < 2; });
  EXPECT_TRUE(postino_connected(&bench.client));
  EXPECT_EQ(postino_abort(&bench.client), POSTINO_FAULT_NONE);
  postino_report report;
  ASSERT_TRUE(postino_take_report(&bench.client, &report));
  EXPECT_EQ(report.outcome, POSTINO_OUTCOME_DEFERRED);
  EXPECT_EQ(report.error.fault, POSTINO_FAULT_ABORTED);
  EXPECT_EQ(bench.deliver().outcome, POSTINO_OUTCOME_ACCEPTED);
}

TEST(CFace, KeepsAConnectionAndQuits) {
  CBench bench;
  bench.to.keep_open = 60000;
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  EXPECT_EQ(bench.deliver().outcome, POSTINO_OUTCOME_ACCEPTED);
  EXPECT_EQ(bench.deliver().outcome, POSTINO_OUTCOME_ACCEPTED);
  EXPECT_TRUE(postino_connected(&bench.client));
  EXPECT_EQ(postino_quit(&bench.client), POSTINO_FAULT_NONE);
  EXPECT_EQ(postino_quit(nullptr), POSTINO_FAULT_NULL_POINTER);
}

/// A queue in C: what it has, and how each ended.
struct CQueue {
  explicit CQueue(std::vector<postino_queued> messages) : list{std::move(messages)} {
    EXPECT_EQ(postino_queue_init(&queue, sizeof queue, at, told, this), POSTINO_FAULT_NONE);
  }
  static postino_queued at(void* context, std::uint16_t place) {
    const CQueue& self = *static_cast<CQueue*>(context);
    const std::size_t index = self.outcomes.size() + place;
    return index < self.list.size() ? self.list[index] : postino_queued POSTINO_QUEUED_INIT;
  }
  static void told(void* context, const postino_report* report) {
    static_cast<CQueue*>(context)->outcomes.push_back(
        said(postino_outcome_name(report->outcome)) + ' ' +
        said(postino_fault_name(report->error.fault)));
  }

  std::vector<postino_queued> list;
  Lines outcomes{};
  postino_queue queue{};
};

TEST(CFace, SendsTheMessagesOfAQueue) {
  CBench bench;
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  const postino_queued message = {&bench.letter, postino_raw_mail()};
  CQueue queue{{message, message}};
  ASSERT_EQ(postino_send_queue(&bench.client, &bench.to, &queue.queue), POSTINO_FAULT_NONE);
  EXPECT_EQ(postino_send_queue(&bench.client, &bench.to, &queue.queue), POSTINO_FAULT_NOT_IDLE);
  bench.rest();
  EXPECT_EQ(queue.outcomes, (Lines{"Accepted None", "Accepted None"}));
}

TEST(CFace, AMessageOfAQueueWithNullInItEndsInItsTurn) {
  CBench bench;
  bench.to.pipelining = POSTINO_PIPELINING_ACROSS_MAILS;
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  const postino_queued good = {&bench.letter, postino_raw_mail()};
  postino_mail broken = bench.letter;
  broken.subject = {nullptr, 1};
  CQueue queue{{{&broken, postino_raw_mail()},
                good,
                {&bench.letter, nullptr},
                {nullptr, postino_raw_mail()},
                good}};
  ASSERT_EQ(postino_send_queue(&bench.client, &bench.to, &queue.queue), POSTINO_FAULT_NONE);
  bench.rest();
  EXPECT_EQ(queue.outcomes,
            (Lines{"InvalidArgument NullPointer", "Accepted None", "InvalidArgument NullPointer",
                   "InvalidArgument NullPointer", "Accepted None"}));
}

TEST(CFace, AQueueNeedsItsCallbacksAndAClient) {
  CBench bench;
  postino_queue queue{};
  EXPECT_EQ(postino_queue_init(&queue, sizeof queue, nullptr, CQueue::told, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_queue_init(&queue, sizeof queue, CQueue::at, nullptr, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_queue_init(&queue, 8, CQueue::at, CQueue::told, nullptr),
            POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(postino_send_queue(&bench.client, &bench.to, nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_send_queue(&bench.client, nullptr, &queue), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_send_queue(nullptr, &bench.to, &queue), POSTINO_FAULT_NULL_POINTER);
}

/// A waiter that lets the bench's server have its say while the client waits.
struct CWaiter {
  explicit CWaiter(CBench& over) : bench{over} {
    EXPECT_EQ(postino_callback_waiter_init(&waiter, sizeof waiter, &calls, &bench),
              POSTINO_FAULT_NONE);
  }
  static constexpr postino_waiter_calls calls = {
      [](void* context) { return static_cast<CBench*>(context)->clock.now().value; },
      [](void* context, std::uint32_t until) { static_cast<CBench*>(context)->doze({until}); }};

  CBench& bench;
  postino_callback_waiter waiter{};
};

TEST(CFace, SendsAndWaits) {
  CBench bench;
  CWaiter waiter{bench};
  bench.server.greets_and_offers().takes_mail().parts();
  postino_report report;
  EXPECT_EQ(postino_send_and_wait(&bench.client, &waiter.waiter.waiter, &bench.to, &bench.letter,
                                  postino_raw_mail(), &report),
            POSTINO_FAULT_NONE);
  EXPECT_EQ(report.outcome, POSTINO_OUTCOME_ACCEPTED);
  EXPECT_FALSE(postino_connected(&bench.client));
}

TEST(CFace, FinishesAKeptConnection) {
  CBench bench;
  CWaiter waiter{bench};
  bench.to.keep_open = 60000;
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.deliver().outcome, POSTINO_OUTCOME_ACCEPTED);
  EXPECT_EQ(postino_finish(&bench.client, &waiter.waiter.waiter), POSTINO_FAULT_NONE);
  EXPECT_FALSE(postino_connected(&bench.client));
  EXPECT_EQ(postino_finish(&bench.client, nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_finish(nullptr, &waiter.waiter.waiter), POSTINO_FAULT_NULL_POINTER);
}

TEST(CFace, SendsAndWaitsForNothingWhereThereIsNull) {
  CBench bench;
  CWaiter waiter{bench};
  postino_waiter* const wait = &waiter.waiter.waiter;
  const postino_composer* const raw = postino_raw_mail();
  postino_report report;
  const auto expect_null = [&report](postino_fault fault) {
    EXPECT_EQ(fault, POSTINO_FAULT_NULL_POINTER);
    EXPECT_EQ(report.error.fault, POSTINO_FAULT_NULL_POINTER);
    EXPECT_EQ(report.outcome, POSTINO_OUTCOME_INVALID_ARGUMENT);
    report = {};
  };
  const auto& [client, to, letter] = std::tie(bench.client, bench.to, bench.letter);
  expect_null(postino_send_and_wait(nullptr, wait, &to, &letter, raw, &report));
  expect_null(postino_send_and_wait(&client, nullptr, &to, &letter, raw, &report));
  expect_null(postino_send_and_wait(&client, wait, nullptr, &letter, raw, &report));
  expect_null(postino_send_and_wait(&client, wait, &to, nullptr, raw, &report));
  expect_null(postino_send_and_wait(&client, wait, &to, &letter, nullptr, &report));
  EXPECT_EQ(postino_send_and_wait(&client, wait, &to, &letter, raw, nullptr),
            POSTINO_FAULT_NULL_POINTER);
}

}  // namespace
}  // namespace postino::test
