// SPDX-License-Identifier: MIT
// RFC 5246 7.3 (session ids), RFC 5077 (tickets), RFC 8446 2.2, 4.6.1 (PSK tickets).
#include "resumption.hpp"

#include <mbedtls/build_info.h>
#include <mbedtls/platform_time.h>
#include <mbedtls/sha256.h>

#include <cstring>

#include "dates.hpp"
#include "engine.hpp"
#include "postino/mbedtls_session.hpp"

namespace postino {
namespace detail {
namespace {

using Digest = std::array<unsigned char, 32>;

/// SHA-256 over fields, each with its length, so that no two lists run together.
class Digester {
 public:
  Digester() {
    mbedtls_sha256_init(&context_);
    good_ = mbedtls_sha256_starts(&context_, 0) == 0;
  }
  ~Digester() { mbedtls_sha256_free(&context_); }
  Digester(const Digester&) = delete;
  Digester& operator=(const Digester&) = delete;

  Digester& add(const void* octets, std::size_t count) {
    const std::uint64_t size = count;
    update(&size, sizeof(size));
    update(octets, count);
    return *this;
  }
  Digester& add(const MbedPemOrDer& octets) { return add(octets.data(), octets.size()); }
  bool finish(Digest& digest) {
    return good_ && mbedtls_sha256_finish(&context_, digest.data()) == 0;
  }

 private:
  void update(const void* octets, std::size_t count) {
    const auto* const begin = static_cast<const unsigned char*>(octets);
    good_ = good_ && mbedtls_sha256_update(&context_, begin, count) == 0;
  }
  mbedtls_sha256_context context_;
  bool good_;
};

/// All that decides whom a session may belong to, and what it may be used by: the key first, so
/// that who does not know it can make no seal. No list of fields is the beginning of another, so
/// nothing can be added to one whose seal is known.
bool bind(Digest& binding, const MbedSettings& settings, std::string_view name) {
  Digester digester;
  const unsigned char rules[] = {settings.unverified, settings.dates_unchecked,
                                 settings.common_name_counts, settings.clock != nullptr,
                                 static_cast<unsigned char>(settings.versions)};
  constexpr std::uint32_t build[] = {MBEDTLS_VERSION_NUMBER, MBEDTLS_SSL_IN_CONTENT_LEN,
                                     MBEDTLS_SSL_OUT_CONTENT_LEN};
  digester.add(settings.session_key.data(), settings.session_key.size());
  digester.add(name.data(), name.size()).add(rules, sizeof(rules)).add(build, sizeof(build));
  digester.add(&settings.build_time, sizeof(settings.build_time));
  for (const MbedPemOrDer& anchor : settings.anchors) digester.add(anchor);
  digester.add(nullptr, 0);
  for (const MbedPin& pin : settings.pins) digester.add(pin.data(), pin.size());
  return digester.add(settings.certificate).finish(binding);
}

/// RFC 8446 4.6.1. A clock that went back, or that was not there when the session was made, can't
/// tell its age.
bool is_fresh(const SessionFacts& facts, const MbedSettings& settings) {
  const Moment now = now_of(settings);
  if (facts.chain_ends < now.seconds) return false;
  if (!now.told) return facts.uses < settings.session_uses;
  return facts.made > 0 && facts.made <= now.seconds &&
         now.seconds - facts.made <= MbedSession::max_age && now.seconds <= facts.ticket_ends;
}

/// Those of what this connection gave. A ticket that TLS 1.2 hands back as it was lives no longer.
SessionFacts facts_of(const MbedEngine& engine, const mbedtls_ssl_session& session,
                      const MbedSettings& settings) {
  const SessionFacts& before = engine.resumed_facts;
  SessionFacts facts{engine.began, engine.judgement.chain_ends, never, 0};
  if (engine.resumed()) facts = {before.made, before.chain_ends, never, before.uses};
  const Moment now = now_of(settings);
  const std::uint32_t lifetime = ticket_lifetime(session);
  if (now.told && lifetime != 0) facts.ticket_ends = now.seconds + lifetime;
  const bool may_be_the_old_one =
      engine.resumed() && mbedtls_ssl_get_version_number(&engine.ssl) == MBEDTLS_SSL_VERSION_TLS1_2;
  if (may_be_the_old_one && before.ticket_ends < facts.ticket_ends) {
    facts.ticket_ends = before.ticket_ends;
  }
  return facts;
}

bool seal_of(Digest& digest, const MbedEngine& engine, std::span<const unsigned char> facts,
             std::span<const unsigned char> content) {
  return Digester{}
      .add(engine.binding.data(), engine.binding.size())
      .add(facts.data(), facts.size())
      .add(content.data(), content.size())
      .finish(digest);
}

}  // namespace

void configure_resumption(mbedtls_ssl_config& config, const MbedSettings& settings) {
#if defined(MBEDTLS_SSL_SESSION_TICKETS)
  const bool wanted = settings.session != nullptr;
  mbedtls_ssl_conf_session_tickets(
      &config, wanted ? MBEDTLS_SSL_SESSION_TICKETS_ENABLED : MBEDTLS_SSL_SESSION_TICKETS_DISABLED);
// 3.6.0 always signals them.
#if defined(MBEDTLS_SSL_PROTO_TLS1_3) && MBEDTLS_VERSION_NUMBER > 0x03060000
  mbedtls_ssl_conf_tls13_enable_signal_new_session_tickets(
      &config, wanted ? MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED
                      : MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_DISABLED);
#endif
#else
  (void)config;
  (void)settings;
#endif
}

}  // namespace detail

bool MbedSession::is_genuine(const detail::MbedEngine& engine) const {
  detail::Digest digest{};
  if (empty()) return false;
  const std::span<const unsigned char> facts = memory_.first(facts_octets);
  return detail::seal_of(digest, engine, facts, content()) &&
         std::memcmp(digest.data(), memory_.data() + facts_octets, digest.size()) == 0;
}

/// Without a seal it is no session.
void MbedSession::keep(const detail::MbedEngine& engine, std::size_t count,
                       const detail::SessionFacts& facts) {
  write_head(count, facts);
  detail::Digest digest{};
  if (!detail::seal_of(digest, engine, memory_.first(facts_octets), content())) return wipe();
  std::memcpy(memory_.data() + facts_octets, digest.data(), digest.size());
}

void MbedSession::offer(detail::MbedEngine& engine, const MbedSettings& settings,
                        std::string_view name) {
  const detail::Moment now = detail::now_of(settings);
  engine.began = now.told ? now.seconds : 0;
  if (!detail::bind(engine.binding, settings, name) || !is_genuine(engine)) return;
  detail::SessionFacts facts = this->facts();
  if (!detail::is_fresh(facts, settings)) return;
  mbedtls_ssl_session session;
  mbedtls_ssl_session_init(&session);
  engine.offered_session =
      mbedtls_ssl_session_load(&session, content().data(), content().size()) == 0 &&
      mbedtls_ssl_set_session(&engine.ssl, &session) == 0;
  mbedtls_ssl_session_free(&session);
  if (facts.uses != 0xffff) ++facts.uses;
  engine.resumed_facts = facts;
  keep(engine, content_size(), facts);
}

void MbedSession::take(detail::MbedEngine& engine, const MbedSettings& settings) {
  mbedtls_ssl_session session;
  mbedtls_ssl_session_init(&session);
  std::size_t size = 0;
  if (mbedtls_ssl_get_session(&engine.ssl, &session) == 0) {
    const int result = mbedtls_ssl_session_save(&session, room().data(), room().size(), &size);
    if (result == 0 && size <= 0xffff) {
      keep(engine, size, detail::facts_of(engine, session, settings));
    } else {
      wipe();
    }
  }
  mbedtls_ssl_session_free(&session);
}

}  // namespace postino

#if defined(MBEDTLS_PLATFORM_MS_TIME_ALT)
/// Weak: an image with a clock may have one of its own, which goes on in deep sleep.
extern "C" [[gnu::weak]] mbedtls_ms_time_t mbedtls_ms_time() { return 0; }
#endif
