// SPDX-License-Identifier: MIT
// Real mails, one behind the other, each sent until it was accepted: loopback_sender PORT MAILS.
// Prints what it came to as JSON; loopback.py holds it against what arrived.
#include <malloc.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "postino/posix_port.hpp"
#include "postino/postino.hpp"

namespace {

using namespace postino;

constexpr int max_sends = 20;

std::size_t heap() { return mallinfo2().uordblks; }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  const Server relay{.host = "127.0.0.1",
                     .port = static_cast<std::uint16_t>(std::atoi(argv[1])),
                     .security = Security::None,
                     .ehlo_name = "client.example",
                     .timeouts = netx_timeouts};
  const int mails = std::atoi(argv[2]);
  PosixPort port;
  PlainTransport wire{port};
  Storage<Sizes{.packets = 2, .packet_bytes = 128}> storage;
  Scoped<Client> client{wire, storage.memory()};
  std::map<Outcome, int> outcomes;
  for (const Outcome one : {Outcome::Deferred, Outcome::Unknown}) outcomes[one] = 0;
  std::cout << "sends " << mails << std::endl;  // and what printing needs is there
  std::size_t heap_begin = 0;
  for (int mail = 1; mail <= mails; ++mail) {
    const std::string text = "Subject: " + std::to_string(mail) + "\r\n\r\n.Dry run.\r\n";
    const Mail one{
        .from = {"node7@plant.example"}, .to = "ops@plant.example", .text = std::string_view{text}};
    Outcome outcome = Outcome::Deferred;
    for (int sends = 0; outcome != Outcome::Accepted && sends < max_sends; ++sends) {
      outcome = send_mail(client, port, relay, one, raw_mail).outcome;
      ++outcomes[outcome];
      if (outcome == Outcome::Unknown) std::cout << "unknown " << mail << "\n";
    }
    if (outcome != Outcome::Accepted) std::cout << "lost " << mail << "\n";
    if (mail == mails / 10) heap_begin = heap();
  }
  std::cout << "{\"accepted\": " << outcomes[Outcome::Accepted]
            << ", \"deferred\": " << outcomes[Outcome::Deferred]
            << ", \"unknown\": " << outcomes[Outcome::Unknown]
            << ", \"packets_out\": " << storage.pool().taken()
            << ", \"damaged\": " << storage.pool().damaged()
            << ", \"high_water\": " << storage.pool().high_water() << ", \"heap\": " << heap()
            << ", \"heap_growth\": " << static_cast<long>(heap()) - static_cast<long>(heap_begin)
            << "}\n";
  return 0;
}
