// SPDX-License-Identifier: MIT
// RFC 5246 7.3 (session ids), RFC 5077 (tickets), RFC 8446 2.2, 4.6.1 (PSK tickets).
#include "resumption.hpp"

#include <mbedtls/platform_time.h>
#include <mbedtls/sha256.h>

#include <cstring>

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

/// All that decides whom a session may belong to.
bool bind(Digest& binding, const MbedSettings& settings, std::string_view name) {
  Digester digester;
  const unsigned char rules[] = {settings.unverified, settings.dates_unchecked,
                                 settings.clock != nullptr,
                                 static_cast<unsigned char>(settings.versions)};
  digester.add(name.data(), name.size()).add(rules, sizeof(rules));
  digester.add(&settings.build_time, sizeof(settings.build_time));
  for (const MbedPemOrDer& anchor : settings.anchors) digester.add(anchor);
  digester.add(nullptr, 0);
  for (const MbedPin& pin : settings.pins) digester.add(pin.data(), pin.size());
  return digester.add(settings.certificate).finish(binding);
}

bool seal_of(Digest& digest, const MbedEngine& engine, std::span<const unsigned char> content) {
  return Digester{}
      .add(engine.binding.data(), engine.binding.size())
      .add(content.data(), content.size())
      .finish(digest);
}

}  // namespace

void configure_resumption(mbedtls_ssl_config& config, const MbedSettings& settings) {
#if defined(MBEDTLS_SSL_SESSION_TICKETS)
  const bool wanted = settings.session != nullptr;
  mbedtls_ssl_conf_session_tickets(
      &config, wanted ? MBEDTLS_SSL_SESSION_TICKETS_ENABLED : MBEDTLS_SSL_SESSION_TICKETS_DISABLED);
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
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
  return !empty() && detail::seal_of(digest, engine, content()) &&
         std::memcmp(digest.data(), seal().data(), digest.size()) == 0;
}

void MbedSession::offer(detail::MbedEngine& engine, const MbedSettings& settings,
                        std::string_view name) const {
  if (!detail::bind(engine.binding, settings, name) || !is_genuine(engine)) return;
  mbedtls_ssl_session session;
  mbedtls_ssl_session_init(&session);
  engine.offered_session =
      mbedtls_ssl_session_load(&session, content().data(), content().size()) == 0 &&
      mbedtls_ssl_set_session(&engine.ssl, &session) == 0;
  mbedtls_ssl_session_free(&session);
}

void MbedSession::take(detail::MbedEngine& engine) {
  mbedtls_ssl_session session;
  mbedtls_ssl_session_init(&session);
  std::size_t size = 0;
  if (mbedtls_ssl_get_session(&engine.ssl, &session) == 0) {
    const int result = mbedtls_ssl_session_save(&session, room().data(), room().size(), &size);
    detail::Digest digest{};
    if (result == 0 && size <= 0xffff && detail::seal_of(digest, engine, room().first(size))) {
      keep(size, digest);
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
