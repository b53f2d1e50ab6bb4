// SPDX-License-Identifier: MIT
#include "support/bench.hpp"

#include <gtest/gtest.h>

namespace postino::test {
namespace {

constexpr std::size_t max_polls = 300000;
constexpr std::size_t max_idle_polls = 1000;
constexpr Millis far_ahead = minutes(20U * 24U * 60U);

/// The earlier of two points, as seen from `now`.
Millis earlier(Millis now, Millis a, Millis b) {
  const auto ahead = [now](Millis point) {
    return point.reached(now) ? (point - now).value : std::uint32_t{0};
  };
  return ahead(a) < ahead(b) ? a : b;
}

}  // namespace

RoomOf::RoomOf(const Sizes& sizes)
    : blocks_(sizes.packets * PacketPool::block_bytes(sizes.packet_bytes)),
      recipients_(sizes.recipients),
      text_(sizes.reply_text),
      pool{blocks_, sizes.packet_bytes} {}

void KeptTrace::line(Direction direction, std::string_view text) {
  lines.push_back((direction == Direction::Sent ? "> " : "< ") + std::string{text});
}

AnyBench::AnyBench(const Sizes& sizes, Trace traced)
    : room_{sizes}, transport_{traced == Trace::On ? static_cast<Transport*>(&tracing_) : &tls} {}

void AnyBench::end() {
  rest();
  check_end();
}

void AnyBench::check_end() {
  if (any_->connected()) any_->abort();
  while (wire.packets_held() > 0) {
    clock.advance_to(*wire.next_event());
    wire.tick();
  }
  EXPECT_EQ(pool().taken(), 0U) << "packets that did not come back";
  EXPECT_EQ(pool().damaged(), 0U) << "packets written beyond their end";
  EXPECT_EQ(any_->take_report(), nullptr) << "a second report";
  server.check_finished();
}

Sent AnyBench::send(const Server& to, const Mail& one, const Composer& composer) {
  start(to, one, composer);
  return finish();
}

void AnyBench::start() { start(relay, mail); }

void AnyBench::start(const Server& to, const Mail& one, const Composer& composer) {
  sent_.reset();
  polled_since_start_ = false;
  session_ = to.timeouts.session;
  EXPECT_TRUE(any_->idle());
  EXPECT_TRUE(any_->send(to, one, composer));
  EXPECT_FALSE(any_->idle());
}

Sent AnyBench::finish() {
  run_while([] { return true; });
  if (!sent_) {
    ADD_FAILURE() << "the mail never ended; after " << elapsed().value
                  << " ms, said so far: " << wire.in_clear() << "\n-- under TLS: --\n"
                  << wire.under_tls();
    any_->abort();
    return {};
  }
  EXPECT_LE(sent_->took.value, session_.value) << "the mail outlasted its session's deadline";
  return *sent_;
}

void AnyBench::run_while(const std::function<bool()>& condition) {
  const Report* report = any_->take_report();
  if (report != nullptr) sent_ = Sent{*report, {}};
  while (!sent_ && condition()) {
    if (turn() == Turn::Nothing) return;
  }
}

void AnyBench::rest() {
  while (any_->connected() || !any_->idle()) {
    if (turn() == Turn::Nothing) return;
  }
}

void AnyBench::run_for(Millis time) {
  const Millis until = clock.now() + time;
  while (!clock.now().reached(until)) {
    if (turn(until) == Turn::Nothing) clock.advance_to(until);
  }
}

void AnyBench::doze(Millis until) {
  while (count_poll()) {
    const std::uint64_t before = wire.activity();
    wire.tick();
    server.run();
    if (wire.turn() || wire.readable() || wire.activity() != before) return;
    if (clock.now().reached(until)) return;
    Millis next = until;
    for (const std::optional<Millis> event : {server.next_event(), wire.next_event()}) {
      if (event) next = earlier(clock.now(), next, *event);
    }
    clock.advance_to(next);
  }
}

bool AnyBench::count_poll() {
  if (broken_) return false;
  if (++polls_ <= max_polls && idle_polls_ <= max_idle_polls) return true;
  broken_ = true;
  ADD_FAILURE() << "poll() is asked for again and again and nothing moves";
  return false;
}

void AnyBench::poll() {
  if (!polled_since_start_) started_ = clock.now();
  polled_since_start_ = true;
  any_->poll(clock.now());
  wire.on_call();
  EXPECT_TRUE(any_->poll_at().reached(clock.now())) << "poll_at() lies in the past";
  const Report* report = any_->take_report();
  if (report == nullptr) return;
  EXPECT_FALSE(sent_.has_value()) << "a second report";
  sent_ = Sent{*report, clock.now() - started_};
}

AnyBench::Turn AnyBench::turn(std::optional<Millis> until) {
  if (!count_poll()) return Turn::Nothing;
  const std::uint64_t before = wire.activity();
  wire.tick();
  server.run();
  poll();
  server.run();
  const bool window_opened = wire.turn();
  if (window_opened || wire.activity() != before) {
    idle_polls_ = 0;
    return Turn::Moved;
  }
  return pass_time(until);
}

AnyBench::Turn AnyBench::pass_time(std::optional<Millis> until) {
  const Millis now = clock.now();
  Millis next = any_->poll_at();
  bool anything = (next - now).value < far_ahead.value;
  for (const std::optional<Millis> event : {server.next_event(), wire.next_event(), until}) {
    if (!event) continue;
    next = anything ? earlier(now, next, *event) : *event;
    anything = true;
  }
  if (!anything) return Turn::Nothing;
  idle_polls_ = next.reached(now) && next != now ? 0 : idle_polls_ + 1;
  if (next.reached(now)) clock.advance_to(next);
  return Turn::Waited;
}

}  // namespace postino::test
