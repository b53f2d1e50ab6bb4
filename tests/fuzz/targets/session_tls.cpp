// SPDX-License-Identifier: MIT
// A mail over Mbed TLS to OpenSSL, where somebody on the way changes octets, and the server says
// under TLS what the input says.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/rand.h>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/fuzz.hpp"
#include "support/secrets.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

std::uint64_t random_state = 1;

int same_each_time(unsigned char* octets, int count) {
  for (int i = 0; i < count; ++i) {
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    octets[i] = static_cast<unsigned char>(random_state >> 56U);
  }
  return 1;
}

/// OpenSSL's random numbers are the same in each run, so that an input always does the same.
void fix_random_numbers() {
  static RAND_METHOD method{};
  method.bytes = method.pseudorand = same_each_time;
  method.status = [] { return 1; };
  RAND_set_rand_method(&method);
  random_state = 1;
}

/// What happens on the way to the client.
struct Change {
  std::size_t at;
  enum class Kind { Flip, Insert, Remove, End } kind;
  char octet;
};

std::vector<Change> choose_changes(Input& input) {
  std::vector<Change> all;
  for (auto count = input.ConsumeIntegralInRange(0, 4); count != 0; --count) {
    all.push_back({input.ConsumeIntegralInRange<std::size_t>(0, 3000),
                   static_cast<Change::Kind>(input.ConsumeIntegralInRange(0, 3)),
                   input.ConsumeIntegral<char>()});
  }
  return all;
}

std::string changed(const std::vector<Change>& changes, std::size_t begin, std::string octets) {
  for (const Change& change : changes) {
    if (change.at < begin || change.at - begin >= octets.size()) continue;
    const std::size_t at = change.at - begin;
    if (change.kind == Change::Kind::Flip) {
      octets[at] = static_cast<char>(octets[at] ^ (change.octet == 0 ? 1 : change.octet));
    } else if (change.kind == Change::Kind::Insert) {
      octets.insert(at, 1, change.octet);
    } else if (change.kind == Change::Kind::Remove) {
      octets.erase(at, 1);
    } else {
      octets.resize(at);
    }
  }
  return octets;
}

ServerWish choose_wish(Input& input) {
  ServerWish wish{.implicit_tls = input.ConsumeBool(),
                  .version = input.ConsumeBool() ? TLS1_3_VERSION : TLS1_2_VERSION,
                  .identity = server_identity()};
  wish.capabilities = {"PIPELINING", "AUTH PLAIN"};
  if (input.ConsumeBool()) wish.starttls_reply = text_of(input, 100);
  return wish;
}

}  // namespace

void fuzz(std::string_view octets) {
  fix_random_numbers();
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  TlsBench bench{choose_wish(input)};
  bench.relay.login = Login{.user = "pump", .password = canary_password};
  bench.relay.timeouts = netx_timeouts;
  const bool raw = input.ConsumeIntegralInRange(0, 3) == 3;
  const std::vector<Change> changes = choose_changes(input);
  const auto when = input.ConsumeIntegralInRange<std::size_t>(0, 9);
  const std::string said = input.ConsumeRemainingBytesAsString();
  std::size_t lines = 0;
  bench.server.tamper = [&](std::size_t begin, std::string piece) {
    return raw && begin == 0 ? said : changed(changes, begin, std::move(piece));
  };
  bench.server.on_line = [&](const std::string&) {
    if (!raw && lines++ == when && !said.empty()) bench.server.say(said);
  };
  const Sent sent = bench.send();
  require(sent.reported, "a report");
  require(!tells(bench.wire.in_clear().substr(0, bench.server.secured() ? 0 : std::string::npos),
                 std::string{canary_password}),
          "no secret before TLS");
  if (sent.outcome != Outcome::Accepted) return;
  require(bench.server.mails.size() == 1, "the server has the mail");
  require(bench.server.mails.front() == Bench::letter, "as it was");
  require(bench.protection == Protection::Verified, "and it was told who it is");
}

}  // namespace postino::test
