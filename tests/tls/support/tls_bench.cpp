// SPDX-License-Identifier: MIT
#include "tls/support/tls_bench.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <map>

#include "tls/support/instructions.hpp"

namespace postino::test {

bool TestEntropy::fill(std::span<char> into) {
  if (kind == Kind::Fails || calls++ >= fails_at) return false;
  std::uint64_t x = kind == Kind::Constant ? 88172645463325252ULL : state_;
  for (char& octet : into) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    octet = kind == Kind::AllEqual ? '\x5a' : static_cast<char>(x >> 32);
  }
  state_ = x;
  return true;
}

const Identified& authority(KeyKind kind) {
  static std::map<KeyKind, Identified> made;
  Identified& one = made[kind];
  if (!one.certificate) {
    one = make_certificate(
        {.common_name = "Test authority", .alternative_names = "", .key = kind, .authority = true});
  }
  return one;
}

const Identified& server_identity(KeyKind kind) {
  static std::map<KeyKind, Identified> made;
  Identified& one = made[kind];
  if (!one.certificate) one = make_certificate({.key = kind}, &authority(kind));
  return one;
}

std::int64_t test_clock() { return test_time; }

std::string version_name(const ::testing::TestParamInfo<int>& version) {
  return version.param == TLS1_2_VERSION ? "Tls12" : "Tls13";
}

TlsBench::TlsBench(ServerWish wish, const Sizes& sizes, std::size_t heap_octets)
    : memory(heap_octets), server{wire, wish}, room_{sizes} {
  heap.install();
  trust(authority(KeyKind::P256).pem() + authority(KeyKind::Rsa2048).pem());
  settings.clock = test_clock;
  // As the server here does; records_test.cpp has those that do not.
  settings.small_records = true;
  // Counts with the small configuration, all of whose tests are so tests of sliced handshakes.
  settings.ecp_ops_per_poll = 300;
  if (!wish.implicit_tls) relay.security = Security::StartTls;
}

TlsBench::~TlsBench() {
  if (client.connected()) client.abort();
  while (wire.packets_held() > 0) {
    clock.advance_to(*wire.next_event());
    wire.tick();
  }
  EXPECT_EQ(pool().taken(), 0U) << "packets that did not come back";
  EXPECT_EQ(pool().damaged(), 0U);
  random.forget();
  EXPECT_EQ(heap.used(), 0U) << "memory that did not come back";
  heap.remove();
}

void TlsBench::trust(const std::string& pem) {
  anchors_pem = pem;
  anchors.clear();
  if (!pem.empty()) anchors.emplace_back(std::string_view{anchors_pem});
  settings.anchors = anchors;
}

void TlsBench::pin(const std::string& digest) {
  MbedPin one{};
  std::memcpy(one.data(), digest.data(), one.size());
  pins.push_back(one);
  settings.pins = pins;
}

bool TlsBench::take_report(std::optional<Sent>& sent, Millis started) {
  const Report* const report = client.take_report();
  if (report == nullptr) return false;
  sent = Sent{*report, clock.now() - started};
  protection = report->protection;
  return true;
}

void TlsBench::step() {
  const std::uint64_t before = wire.activity();
  wire.tick();
  server.run();
  client.poll(clock.now());
  after_poll();
  server.run();
  ++polls;
  const bool opened = wire.turn();
  if (!opened) pass_time(before);
}

void TlsBench::pass_time(std::uint64_t before) {
  const Millis now = clock.now();
  if (wire.activity() != before || client.poll_at() == now) return;
  Millis next = client.poll_at();
  const std::optional<Millis> event = wire.next_event();
  if (event && next.reached(*event)) next = *event;
  if (next.reached(now)) clock.advance_to(next);
}

Sent TlsBench::send_and_stay() {
  std::optional<Sent> sent;
  const Millis started = clock.now();
  EXPECT_TRUE(client.send(relay, mail, raw_mail));
  if (take_report(sent, started)) return *sent;
  for (std::size_t turns = 0; turns < 200000; ++turns) {
    step();
    if (take_report(sent, started)) return *sent;
  }
  ADD_FAILURE() << "the mail never ended";
  client.abort();
  (void)client.take_report();
  return {};
}

void TlsBench::rest() {
  for (std::size_t turns = 0; client.connected() && turns < 100000; ++turns) step();
  EXPECT_FALSE(client.connected());
}

TlsBench::Cost TlsBench::handshake() {
  using Clock = std::chrono::steady_clock;
  InstructionCounter counter;
  Clock::duration spent{};
  const auto counted = [&](auto work) {
    const Clock::time_point begin = Clock::now();
    counter.start();
    const auto result = work();
    counter.stop();
    spent += Clock::now() - begin;
    return result;
  };
  (void)wire.connect("mail.example", 465);
  wire.on_event = [] {};  // the server's work is not to be counted
  Progress progress = Progress::Working;
  while (progress == Progress::Working || progress == Progress::Pending) {
    server.run();
    progress = counted([this] { return tls.secure("mail.example"); });
  }
  EXPECT_EQ(progress, Progress::Done);
  server.run();
  char octets[128];
  while (counted([&] { return tls.receive(octets); }) != Transfer::pending()) continue;
  Cost cost{server.octets_from_client(), server.octets_to_client(), counter.total()};
  cost.microseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(spent).count());
  server.close_notify();  // or OpenSSL forgets the session
  tls.close();
  server.run();
  wire.inbox().clear();
  wire.on_event = [this] { server.run(); };
  return cost;
}

Sent TlsBench::send() {
  const Sent sent = send_and_stay();
  rest();
  return sent;
}

}  // namespace postino::test
