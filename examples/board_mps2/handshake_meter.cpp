// SPDX-License-Identifier: MIT
// Prints what each handshake took, in polls of the client; the polls of lwIP are not counted.
#include "board/clock.hpp"
#include "board/print.hpp"
#include "client.hpp"
#include "client_tls.hpp"

namespace board {
namespace {

struct Handshake {
  bool under_way = false;
  std::uint32_t polls = 0;
  std::uint32_t began = 0;  // milliseconds
  std::uint64_t ticks = 0;
  std::uint64_t longest = 0;  // of the polls, in ticks
};

constinit Handshake handshake;

void print_handshake() {
  print("handshake ticks ", handshake.ticks, " longest ", handshake.longest, " polls ",
        handshake.polls, " milliseconds ", milliseconds() - handshake.began, " heap peak ",
        tls_heap().high_water(), " held ", tls_heap().used(), " resumed ",
        static_cast<unsigned>(tls_transport().resumed()));
}

}  // namespace

void poll_client(postino::Millis now) {
  const bool secured = tls_transport().protection() != postino::Protection::None;
  const std::size_t used = tls_heap().used();
  if (!handshake.under_way) tls_heap().reset_high_water();
  const std::uint64_t before = busy_ticks();
  client().poll(now);
  const std::uint64_t took = busy_ticks() - before;
  if (!handshake.under_way) {
    // The first step takes the memory of the connection.
    if (secured || tls_heap().used() <= used) return;
    handshake = {.under_way = true, .began = now.value};
  }
  ++handshake.polls;
  handshake.ticks += took;
  if (took > handshake.longest) handshake.longest = took;
  if (tls_transport().protection() == postino::Protection::None) return;
  print_handshake();
  handshake = {};
}

}  // namespace board
