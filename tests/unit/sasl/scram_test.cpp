// SPDX-License-Identifier: MIT
// RFC 5802, RFC 7677, RFC 9266: what SCRAM says.
#include <gtest/gtest.h>

#include <string>

#include "unit/sasl/scrammed.hpp"

namespace postino::test {
namespace {

using std::string;
using Binding = sasl::Scram::Binding;

const string nonce(18, '\x5a');

TEST(Scram, IsNamedByItsHashAndItsBinding) {
  EXPECT_EQ(Scrammed(Digest::Sha256).mechanism.name(), "SCRAM-SHA-256");
  EXPECT_EQ(Scrammed(Digest::Sha1).mechanism.name(), "SCRAM-SHA-1");
  EXPECT_EQ(Scrammed(Digest::Sha256, nonce, Binding::TlsExporter).mechanism.name(),
            "SCRAM-SHA-256-PLUS");
  EXPECT_EQ(Scrammed(Digest::Md5).mechanism.name(), "");
  EXPECT_EQ(Scrammed(Digest::Md5, nonce, Binding::TlsExporter).mechanism.name(), "");
}

TEST(Scram, MayRideOnTheAuthCommand) { EXPECT_TRUE(Scrammed{}.mechanism.has_initial_response()); }

TEST(Scram, TheWholeExchangeOfEachHashAndBinding) {
  for (const Digest digest : {Digest::Sha1, Digest::Sha256}) {
    for (const Binding binding : {Binding::None, Binding::TlsExporter}) {
      Scrammed scram{digest, nonce, binding};
      scram.up_to_the_proof();
      EXPECT_FALSE(scram.mechanism.convinced());
      EXPECT_EQ(scram.hears(2, scram.server.server_final()), Verdict::Answerable);
      EXPECT_EQ(scram.says(2), "");
      EXPECT_TRUE(scram.mechanism.convinced());
      EXPECT_EQ(message(scram.mechanism, scram.login, 3), std::nullopt);
    }
  }
}

TEST(Scram, CommaAndEqualsSignOfTheUserAreEscaped) {
  Scrammed scram;
  scram.login.user = "a,b=c=2C";
  scram.server.user = "a=2Cb=3Dc=3D2C";
  scram.up_to_the_proof();
  EXPECT_EQ(scram.hears(2, scram.server.server_final()), Verdict::Answerable);
}

TEST(Scram, TheLongestCredentialsAreUsedInFull) {
  const string user(255, '=');
  const string password(255, 'p');
  Scrammed scram;
  scram.login = {.user = user, .password = password};
  EXPECT_EQ(scram.mechanism.check(scram.login).fault, Fault::None);
  scram.server.user.clear();
  for (int i = 0; i < 255; ++i) scram.server.user += "=3D";
  scram.server.password = password;
  scram.up_to_the_proof();
  EXPECT_EQ(scram.hears(2, scram.server.server_final()), Verdict::Answerable);
}

TEST(Scram, WhatIsNotAsciiGoesOutAsItIs) {
  Scrammed scram;
  scram.login = {.user = "j\xc3\xb6rg", .password = "p\xc3\xa4ss \xe2\x82\xac"};
  EXPECT_EQ(scram.mechanism.check(scram.login).fault, Fault::None);
  scram.server.user = "j\xc3\xb6rg";
  scram.server.password = "p\xc3\xa4ss \xe2\x82\xac";
  scram.up_to_the_proof();
}

TEST(Scram, B091_ControlsAndWhatIsNotUtf8AreInvalid) {
  const Scrammed scram;
  for (const string& text : {string("a\0b", 3), string("a\r"), string("\n"), string("\x1f"),
                             string("\x7f"), string("\xff"), string("\xc3")}) {
    EXPECT_EQ(scram.mechanism.check({.user = text, .password = "x"}).fault,
              Fault::InvalidCredential);
    EXPECT_EQ(scram.mechanism.check({.user = text, .password = "x"}).field, Field::User);
    EXPECT_EQ(scram.mechanism.check({.user = "u", .password = text}).fault,
              Fault::InvalidCredential);
    EXPECT_EQ(scram.mechanism.check({.user = "u", .password = text}).field, Field::Password);
  }
  EXPECT_EQ(scram.mechanism.check({.user = "", .password = "x"}).fault, Fault::InvalidCredential);
}

TEST(Scram, B091_CredentialsAreBounded) {
  const Scrammed scram;
  for (const std::size_t size : {254U, 255U, 256U}) {
    const string text(size, 'x');
    const Fault fault = size > 255 ? Fault::CredentialTooLong : Fault::None;
    EXPECT_EQ(scram.mechanism.check({.user = text, .password = "x"}).fault, fault);
    EXPECT_EQ(scram.mechanism.check({.user = "u", .password = text}).fault, fault);
  }
}

TEST(Scram, TheNonceHasEighteenRandomOctetsAndIsDrawnOnce) {
  Scrammed scram;
  EXPECT_EQ(scram.says(0), "n,,n=pump,r=WlpaWlpaWlpaWlpaWlpaWlpa");
  EXPECT_EQ(scram.says(0), "n,,n=pump,r=WlpaWlpaWlpaWlpaWlpaWlpa");
  EXPECT_EQ(scram.random.calls, 1U);
}

TEST(Scram, TheFirstMessageIsMeasuredBeforeItsNonceIsDrawn) {
  Scrammed scram;
  Writer length{{}, 0};
  EXPECT_TRUE(scram.mechanism.write(scram.login, 0, length));
  EXPECT_EQ(length.total(), scram.says(0).size());
}

TEST(Scram, WithoutRandomNumbersThereIsNone) {
  Scrammed scram;
  scram.random.fails = true;
  EXPECT_EQ(scram.mechanism.prepare(scram.login, 0), Preparation::NoRandom);
  EXPECT_EQ(scram.mechanism.prepare(scram.login, 0), Preparation::NoRandom);
}

TEST(Scram, EachExchangeDrawsItsOwnNonce) {
  Scrammed scram;
  scram.up_to_the_proof();
  scram.mechanism.end();
  scram.random = ReferenceRandom{string(18, '\x21')};
  EXPECT_TRUE(scram.mechanism.begin({{}, 0}));
  EXPECT_EQ(scram.says(0), "n,,n=pump,r=" + base64(string(18, '\x21')));
  EXPECT_FALSE(scram.mechanism.convinced());
}

/// Says the flag of the GS2 header, or 0 when the mechanism can't be used.
char flag(Scrammed& scram, std::span<const Mechanism* const> allowed, std::uint8_t offered) {
  if (!scram.mechanism.begin({Login{.mechanisms = allowed}, offered})) return '\0';
  return scram.says(0)[0];
}

TEST(Scram, B090_TheFlagTellsTheServerWhatWeBelieveOfIt) {
  Scrammed scram;
  const sasl::Scram plus{scram.exchange, Binding::TlsExporter};
  const Mechanism* const both[] = {&plus, &scram.mechanism};
  const Mechanism* const one[] = {&scram.mechanism};
  EXPECT_EQ(flag(scram, both, 0b10), 'y');  // ours has it, and the server does not
  EXPECT_EQ(flag(scram, both, 0b11), 'n');  // the user prefers it without
  EXPECT_EQ(flag(scram, one, 0b1), 'n');    // not wanted
  scram.binding.available = false;
  EXPECT_EQ(flag(scram, both, 0b10), 'n');
  EXPECT_EQ(flag(scram, both, 0b11), 'n');
}

TEST(Scram, ThePlusVariantNeedsABinding) {
  Scrammed scram{Digest::Sha256, nonce, Binding::TlsExporter};
  EXPECT_EQ(flag(scram, {}, 0), 'p');
  scram.binding.available = false;
  EXPECT_FALSE(scram.mechanism.begin({{}, 0}));
  sasl::ScramExchange without{scram.hash, scram.random};
  const sasl::Scram plus{without, Binding::TlsExporter};
  EXPECT_FALSE(plus.begin({{}, 0}));
  EXPECT_TRUE(sasl::Scram{without}.begin({{}, 0}));
}

TEST(Scram, TheFlagYIsBoundIntoTheProof) {
  Scrammed scram;
  const sasl::Scram plus{scram.exchange, Binding::TlsExporter};
  const Mechanism* const both[] = {&plus, &scram.mechanism};
  EXPECT_TRUE(scram.mechanism.begin({Login{.mechanisms = both}, 0b10}));
  scram.server.gs2_header = "y,,";
  scram.up_to_the_proof();
  EXPECT_EQ(scram.hears(2, scram.server.server_final()), Verdict::Answerable);
}

TEST(Scram, ItsWorkIsSlicedOverPolls) {
  for (const std::uint32_t iterations : {4096U, 4097U, 4160U, 4161U, 4162U, 10000U}) {
    Scrammed scram;
    scram.server.iterations = iterations;
    scram.up_to_the_proof();
    EXPECT_EQ(scram.hash.rounds, iterations - 1);
    EXPECT_EQ(scram.hash.max_rounds, config::scram_iterations_per_poll);
    EXPECT_EQ(scram.slices, 1 + (iterations - 1 + 63) / 64) << iterations;
  }
}

TEST(Scram, AHashThatFailsIsReportedWhereverItDoes) {
  Scrammed whole;
  whole.up_to_the_proof();
  for (std::size_t at = 1; at <= 2 * whole.hash.calls; ++at) {
    Scrammed scram;
    EXPECT_EQ(scram.says(0), scram.server.client_first());
    EXPECT_EQ(scram.hears(1, scram.server.server_first()), Verdict::Answerable);
    // From that call on, and then in that call alone.
    const bool once = at > whole.hash.calls;
    scram.hash.fails_at = once ? at - whole.hash.calls : at;
    if (once) scram.hash.recovers_at = scram.hash.fails_at + 1;
    Preparation state = Preparation::Working;
    while (state == Preparation::Working) state = scram.mechanism.prepare(scram.login, 1);
    EXPECT_EQ(state, Preparation::NoMemory) << at;
    EXPECT_FALSE(scram.mechanism.convinced());
  }
}

TEST(Strongest, HasAllThatTakeAPasswordInOrder) {
  ReferenceHash hash{Digest::Sha256};
  ReferenceRandom random{nonce};
  ReferenceBinding binding;
  const sasl::Strongest strongest{hash, random, &binding};
  string names;
  for (const Mechanism* const each : strongest.mechanisms()) names += string(each->name()) + " ";
  EXPECT_EQ(names, "SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN ");
  const Login login{.mechanisms = strongest.mechanisms()};
  EXPECT_TRUE(strongest.mechanisms()[0]->begin({login, 0xff}));
  binding.available = false;
  EXPECT_FALSE(strongest.mechanisms()[0]->begin({login, 0xff}));
  EXPECT_TRUE(strongest.mechanisms()[1]->begin({login, 0xff}));
}

}  // namespace
}  // namespace postino::test
