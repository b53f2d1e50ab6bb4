// SPDX-License-Identifier: MIT
// For how long a kept session serves: RFC 8446 4.6.1, RFC 5077 3.3.
#include <gtest/gtest.h>
#include <openssl/sha.h>

#include "mbedtls/src/engine.hpp"
#include "tls/support/resumption.hpp"

namespace postino::test {
namespace {

class SessionAge : public Resumption {
 protected:
  SessionAge() { now = test_time; }

  static ServerWish wish() {
    ServerWish wish = Resumption::wish();
    wish.ticket_lifetime = MbedSession::max_age;
    return wish;
  }
  /// A server whose certificate, or whose authority's, ends first.
  static ServerWish ending(std::int64_t leaf, std::int64_t top) {
    ServerWish ending = wish();
    const Identified middle = make_certificate(
        {.common_name = "Middle", .alternative_names = "", .ends = top, .authority = true},
        &authority());
    ending.identity = make_certificate({.ends = leaf}, &middle);
    ending.chain = {middle};
    return ending;
  }
  void prepare(TlsBench& one) {
    one.settings.session = &session;
    one.settings.clock = [] { return now; };
  }
  /// A session to a server whose chain ends in three days is resumed until then, and no longer.
  void serves_for_three_days(TlsBench& one) {
    prepare(one);
    ASSERT_FALSE(resumes(one));
    now = test_time + 3 * one_day;
    EXPECT_TRUE(resumes(one));
    ++now;
    EXPECT_EQ(one.send().what(), "Unsafe: Expired");
  }

  static inline std::int64_t now = test_time;
};

TEST_P(SessionAge, T01ASessionIsNeverTooOld) {
  TlsBench one{wish()};
  prepare(one);
  ASSERT_FALSE(resumes(one));
  const std::array<unsigned char, 3000> kept = memory;
  for (const auto& [age, serves] : {std::pair{MbedSession::max_age - 1, true},
                                    {MbedSession::max_age, true},
                                    {MbedSession::max_age + 1, false},
                                    {10 * MbedSession::max_age / 3, false}}) {
    memory = kept;
    now = test_time + age;
    EXPECT_EQ(resumes(one), serves) << age;
  }
}

TEST_P(SessionAge, T01ItsAgeCountsFromTheLastCertificate) {
  TlsBench one{wish()};
  prepare(one);
  ASSERT_FALSE(resumes(one));
  for (int day = 2; day <= 20; day += 2) {
    now = test_time + day * one_day;
    EXPECT_EQ(resumes(one), day % 8 != 0) << day << ": each eighth day has a full handshake";
  }
}

TEST_P(SessionAge, T01TheCertificatesEndIsTheSessions) {
  TlsBench one{ending(test_time + 3 * one_day, test_time + 20 * one_day)};
  serves_for_three_days(one);
}

TEST_P(SessionAge, T01TheChainsEndIsTheSessionsToo) {
  TlsBench one{ending(test_time + 20 * one_day, test_time + 3 * one_day)};
  serves_for_three_days(one);
}

TEST_P(SessionAge, T01WhereDatesDoNotMatterTheChainsEndDoesNot) {
  TlsBench one{ending(test_time + 3 * one_day, test_time + 3 * one_day)};
  prepare(one);
  one.settings.dates_unchecked = true;
  ASSERT_FALSE(resumes(one));
  now = test_time + 4 * one_day;
  EXPECT_TRUE(resumes(one));
  now = test_time + 8 * one_day;
  EXPECT_FALSE(resumes(one));
}

TEST_P(SessionAge, T01ATicketsLifetimeEndsIt) {
  ServerWish brief = wish();
  brief.ticket_lifetime = 7200;
  TlsBench one{brief};
  prepare(one);
  ASSERT_FALSE(resumes(one));
  const std::array<unsigned char, 3000> kept = memory;
  now = test_time + 7200;
  EXPECT_TRUE(resumes(one));
  memory = kept;
  now = test_time + 7201;
  EXPECT_EQ(resumes(one), !GetParam().tickets) << "a session id has no lifetime that is known";
}

/// TLS 1.2 may hand the old one back; in TLS 1.3 each connection brings new ones.
TEST_P(SessionAge, T01ATicketThatWasUsedLivesNoLongerForThat) {
  ServerWish brief = wish();
  brief.ticket_lifetime = 7200;
  TlsBench one{brief};
  prepare(one);
  ASSERT_FALSE(resumes(one));
  now = test_time + 3600;
  ASSERT_TRUE(resumes(one));
  now = test_time + 7201;
  const bool keeps_the_old_one = GetParam().tickets && GetParam().version == TLS1_2_VERSION;
  EXPECT_EQ(resumes(one), !keeps_the_old_one);
}

TEST_P(SessionAge, T01AClockThatWentBackTellsNoAge) {
  TlsBench one{wish()};
  prepare(one);
  ASSERT_FALSE(resumes(one));
  now = test_time - 1;
  EXPECT_FALSE(resumes(one));
}

TEST_P(SessionAge, T01WithoutAClockItsUsesAreBounded) {
  for (const std::uint16_t uses :
       {MbedSettings{}.session_uses, std::uint16_t{0}, std::uint16_t{1}, std::uint16_t{2}}) {
    session.wipe();
    TlsBench one{wish()};
    one.settings.session = &session;
    one.settings.clock = nullptr;
    one.settings.build_time = test_time;
    one.settings.session_uses = uses;
    for (int round = 0; round < 2; ++round) {
      EXPECT_FALSE(resumes(one)) << uses;
      for (int use = 0; use < uses; ++use) EXPECT_TRUE(resumes(one)) << use << " of " << uses;
    }
  }
}

TEST_P(SessionAge, T01ItsUsesAreCountedInWhatIsKept) {
  TlsBench one{wish()};
  one.settings.clock = nullptr;
  one.settings.build_time = test_time;
  one.settings.session_uses = 2;
  std::vector<unsigned char> flash;
  for (const bool serves : {false, true, true, false, true}) {
    MbedSession woken{memory};
    ASSERT_TRUE(woken.restore(flash));
    one.settings.session = &woken;
    EXPECT_EQ(resumes(one), serves);
    flash.assign(woken.octets().begin(), woken.octets().end());
    memory.fill(0xff);
  }
}

TEST_P(SessionAge, T01OneThatWasNotTakenUpCountsAllTheSame) {
  TlsBench one{wish()};
  one.settings.session = &session;
  one.settings.clock = nullptr;
  one.settings.build_time = test_time;
  one.settings.session_uses = 1;
  ASSERT_FALSE(resumes(one));
  one.server.stalls_after = 0;
  EXPECT_EQ(one.send().what(), "Deferred: Timeout");
  one.server.stalls_after = unlimited;
  EXPECT_FALSE(resumes(one));
}

TEST_P(SessionAge, T01OneThatNoClockDatedIsNotUsedByAClock) {
  TlsBench one{wish()};
  prepare(one);
  one.settings.build_time = test_time;
  now = 0;
  ASSERT_FALSE(resumes(one));
  ASSERT_TRUE(resumes(one));
  now = test_time + 1;
  EXPECT_FALSE(resumes(one));
  EXPECT_TRUE(resumes(one));
  now = 0;
  EXPECT_TRUE(resumes(one)) << "without the clock it is the uses that count";
}

INSTANTIATE_TEST_SUITE_P(Each, SessionAge, each_way, way_name);

/// What an earlier life left in flash, and somebody or something may have changed.
class SessionFile : public Resumption {
 protected:
  SessionFile() {
    EXPECT_FALSE(resumes());
    file.assign(session.octets().begin(), session.octets().end());
  }
  /// Whether the mail is accepted over what `octets` hold; without, it is over a full handshake.
  bool serves(const std::vector<unsigned char>& octets) {
    EXPECT_TRUE(session.restore(octets));
    return resumes();
  }

  std::vector<unsigned char> file;
};

TEST_P(SessionFile, T01AsItWasItServes) { EXPECT_TRUE(serves(file)); }

TEST_P(SessionFile, T01OfAnotherVersionItIsIgnored) {
  for (const int version : {0, 1, 3, 0xff}) {
    std::vector<unsigned char> other = file;
    other[5] = static_cast<unsigned char>(version);
    EXPECT_FALSE(serves(other)) << version;
  }
  // As Postino 0.3 wrote it: size, size inverted, seal, content.
  std::vector<unsigned char> old = file;
  old.erase(old.begin() + 4, old.begin() + 32);
  EXPECT_FALSE(serves(old));
}

TEST_P(SessionFile, T01OfAnotherSizeItIsIgnored) {
  const std::size_t size = file.size() - MbedSession::head_octets;
  for (const std::size_t other_size : {std::size_t{0}, size - 1, size + 1, std::size_t{0xffff}}) {
    std::vector<unsigned char> other = file;
    other[0] = static_cast<unsigned char>(other_size >> 8);
    other[1] = static_cast<unsigned char>(other_size);
    other[2] = static_cast<unsigned char>(~other_size >> 8);
    other[3] = static_cast<unsigned char>(~other_size);
    EXPECT_FALSE(serves(other)) << other_size;
  }
}

TEST_P(SessionFile, T01CutShortItIsIgnored) {
  for (std::size_t size = 0; size < file.size(); size += size < 70 ? 7 : 211) {
    EXPECT_FALSE(serves({file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size)})) << size;
  }
  EXPECT_FALSE(serves({file.begin(), file.end() - 1}));
}

TEST_P(SessionFile, T01TooLargeForTheMemoryItIsNotTakenUp) {
  file.resize(memory.size() + 1);
  EXPECT_FALSE(session.restore(file));
  EXPECT_TRUE(session.empty());
  EXPECT_FALSE(resumes());
}

TEST_P(SessionFile, T01WithABitFlippedItIsIgnored) {
  for (std::size_t at = 0; at < file.size(); at += at < MbedSession::head_octets ? 1 : 211) {
    std::vector<unsigned char> other = file;
    other[at] ^= static_cast<unsigned char>(1U << (at % 8));
    EXPECT_FALSE(serves(other)) << at;
  }
}

TEST_P(SessionFile, T01OfAnotherServerItIsIgnored) {
  bench.relay.host = "MAIL.example";
  EXPECT_FALSE(serves(file));
}

TEST_P(SessionFile, T01OfAnotherConfigurationItIsIgnored) {
  const MbedSettings settings = bench.settings;
  const std::string more = bench.anchors_pem + "\n";
  const MbedPemOrDer more_anchors[] = {std::string_view{more}};
  const bool tls12 = GetParam().version == TLS1_2_VERSION;
  std::array<std::function<void()>, 6> changes{
      [&] { bench.settings.versions = tls12 ? MbedVersions::Only12 : MbedVersions::Only13; },
      [&] { bench.settings.build_time = 1; },
      [&] { bench.settings.dates_unchecked = true; },
      [&] { bench.settings.unverified = true; },
      [&] { bench.settings.common_name_counts = true; },
      [&] { bench.settings.anchors = more_anchors; }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    bench.settings = settings;
    changes[i]();
    EXPECT_FALSE(serves(file)) << i;
  }
  bench.settings = settings;
  EXPECT_TRUE(serves(file));
}

TEST_P(SessionFile, T01WithAnotherKeyItIsIgnored) {
  const std::array<unsigned char, 4> key{1, 2, 3, 4};
  const std::array<unsigned char, 4> another{1, 2, 3, 5};
  bench.settings.session_key = key;
  EXPECT_FALSE(serves(file)) << "sealed without a key";
  const std::vector<unsigned char> sealed{session.octets().begin(), session.octets().end()};
  bench.settings.session_key = another;
  EXPECT_FALSE(serves(sealed));
  bench.settings.session_key = {};
  EXPECT_FALSE(serves(sealed));
  bench.settings.session_key = key;
  EXPECT_TRUE(serves(sealed));
}

/// What is kept beside a session, changed by who knows what seals it.
class SessionFacts : public SessionFile {
 protected:
  static constexpr std::size_t at_uses = 6;
  static constexpr std::size_t at_made = 8;

  SessionFacts() {
    bench.settings.clock = [] { return now; };
  }

  /// Whether a handshake would begin with what is kept.
  bool is_offered() {
    detail::MbedEngine* const engine = detail::MbedEngine::create();
    EXPECT_EQ(engine->set_up(bench.settings, bench.random, bench.relay.host), 0);
    const bool offered = engine->offered_session;
    binding_ = engine->binding;
    engine->destroy();
    return offered;
  }
  /// Puts the number there, and the seal on it.
  void keep(std::size_t at, std::size_t octets, std::uint64_t number) {
    (void)is_offered();
    std::vector<unsigned char> changed = file;
    for (std::size_t i = octets; i-- > 0; number >>= 8) {
      changed[at + i] = static_cast<unsigned char>(number);
    }
    std::string sealed;
    const auto add = [&sealed](std::span<const unsigned char> field) {
      const std::uint64_t size = field.size();
      sealed.append(reinterpret_cast<const char*>(&size), sizeof(size));
      sealed.append(field.begin(), field.end());
    };
    const std::span<const unsigned char> all{changed};
    add(binding_);
    add(all.first(32));
    add(all.subspan(MbedSession::head_octets));
    SHA256(reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(), &changed[32]);
    EXPECT_TRUE(session.restore(changed));
  }

  static inline std::int64_t now = test_time;

 private:
  std::array<unsigned char, 32> binding_{};
};

/// The clock of a device that begins with 1970, and no build time.
TEST_P(SessionFacts, T01OneThatNoClockDatedHasNoAge) {
  now = 5;
  keep(at_made, 8, 0);
  EXPECT_FALSE(is_offered());
  keep(at_made, 8, 1);
  EXPECT_TRUE(is_offered());
}

TEST_P(SessionFacts, T01UsesAreCountedAsFarAsThereIsRoom) {
  bench.settings.build_time = test_time;
  bench.settings.session_uses = 0xffff;
  now = 0;
  keep(at_uses, 2, 0xfffe);
  EXPECT_TRUE(is_offered());
  EXPECT_FALSE(is_offered());
  keep(at_uses, 2, 0xffff);
  now = test_time;
  EXPECT_TRUE(is_offered()) << "by the clock";
  now = 0;
  EXPECT_FALSE(is_offered()) << "and that is no new beginning";
}

INSTANTIATE_TEST_SUITE_P(Each, SessionFacts, each_way, way_name);

INSTANTIATE_TEST_SUITE_P(Each, SessionFile, each_way, way_name);

}  // namespace
}  // namespace postino::test
