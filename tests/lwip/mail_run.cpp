// SPDX-License-Identifier: MIT
#include "mail_run.hpp"

#include <gtest/gtest.h>

namespace postino::test {

Circumstances::Circumstances(unsigned number) : seed{number}, random_{number} {
  weather = {.lost = up_to(15),
             .doubled = up_to(10),
             .late = up_to(30),
             .lateness = Millis{up_to(200)},
             .latency = Millis{1 + up_to(80)}};
  pipelining = up_to(1) == 0;
  by_name = up_to(4) == 0;
  sizes = {.packets = 1 + up_to(5), .packet_bytes = 64 + up_to(1400)};
  if (up_to(2) == 0) treatment = static_cast<Treatment>(up_to(5));
  if (up_to(4) == 0) {
    cut_at = Millis{up_to(3000)};
    cut_for = up_to(1) == 0 ? seconds(1 + up_to(60)) : minutes(600);
  }
  compose();
}

void Circumstances::compose() {
  letter = "Subject: Pump 3\r\n\r\n";
  for (unsigned lines = up_to(120); lines > 0; --lines) {
    if (up_to(5) == 0) letter += '.';
    for (unsigned count = up_to(150); count > 0; --count) {
      letter += static_cast<char>(' ' + up_to('~' - ' '));
    }
    letter += "\r\n";
  }
}

MailRun::MailRun(const Circumstances& circumstances)
    : room{circumstances.sizes}, circumstances_{circumstances} {
  peer.treatment = circumstances_.treatment;
  peer.pipelining = circumstances_.pipelining;
  names.set("mail.example", {"::1", "127.0.0.2"});
  stack.wire.set_weather(circumstances_.weather, circumstances_.seed);
  mail_.text = circumstances_.letter;
  relay_ = {.host = circumstances_.by_name ? "mail.example" : "127.0.0.2",
            .port = peer.port(),
            .security = Security::None};
}

MailRun::~MailRun() {
  stack.wire.clear();
  client.abort();
  // Whether or not the server closes its end, and whether or not it got our reset.
  const auto nothing_of_ours = [this] {
    return socket.quiet() && !stack.connected_to(peer.port());
  };
  EXPECT_TRUE(stack.run_until(nothing_of_ours, minutes(60))) << "seed " << circumstances_.seed;
  peer.hang_up();
  stack.settle();
  EXPECT_EQ(stack.usage(), usage) << "seed " << circumstances_.seed;
  EXPECT_EQ(room.pool.taken(), 0U) << "seed " << circumstances_.seed;
  EXPECT_EQ(room.pool.damaged(), 0U) << "seed " << circumstances_.seed;
}

/// Whether something is left to be done.
bool MailRun::turn(Millis started) {
  if (circumstances_.cut_for.value != 0) {
    const Millis since = stack.now() - started - circumstances_.cut_at;
    stack.wire.cut(since.reached({}) && since.value < circumstances_.cut_for.value);
  }
  client.poll(stack.now());
  if (const Report* report = client.take_report()) sent_ = Sent{*report, stack.now() - started};
  return !sent_ || client.connected();
}

Sent MailRun::send() {
  const Millis started = stack.now();
  const Millis end = started + minutes(120);
  EXPECT_TRUE(client.send(relay_, mail_, raw_mail));
  while (turn(started) && !stack.now().reached(end)) {
    const Millis next = client.poll_at();
    stack.step(end.reached(next) ? next : end);
  }
  EXPECT_TRUE(sent_.has_value()) << "seed " << circumstances_.seed;
  return sent_.value_or(Sent{});
}

}  // namespace postino::test
