// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include <mbedtls/ecp.h>
#include <mbedtls/platform.h>
#if defined(MBEDTLS_PSA_CRYPTO_C)
#include <psa/crypto.h>
#endif

#include <cstring>
#include <new>

#include "drbg.hpp"
#include "memory.hpp"
#include "resumption.hpp"

namespace postino::detail {
namespace {

/// What is offered, the curve first that a device without X25519 has too, so that a server need not
/// ask for another.
constexpr std::uint16_t groups[] = {MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
#if defined(MBEDTLS_ECP_DP_CURVE25519_ENABLED)
                                    MBEDTLS_SSL_IANA_TLS_GROUP_X25519,
#endif
#if defined(MBEDTLS_ECP_DP_SECP384R1_ENABLED)
                                    MBEDTLS_SSL_IANA_TLS_GROUP_SECP384R1,
#endif
                                    MBEDTLS_SSL_IANA_TLS_GROUP_NONE};

/// RSA-PSS last: a TLS 1.2 server that takes the first it knows then takes none that Mbed TLS 3.6.6
/// refuses (stack.cmake). In TLS 1.3 it is the only RSA there is.
constexpr std::uint16_t signatures[] = {MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256,
#if defined(MBEDTLS_ECP_DP_SECP384R1_ENABLED)
                                        MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384,
#endif
#if defined(MBEDTLS_RSA_C)
                                        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA256,
#if defined(MBEDTLS_SHA512_C)
                                        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA384,
                                        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA512,
#endif
#if defined(MBEDTLS_X509_RSASSA_PSS_SUPPORT)
                                        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA256,
#if defined(MBEDTLS_SHA512_C)
                                        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA384,
                                        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA512,
#endif
#endif
#endif
                                        MBEDTLS_TLS1_3_SIG_NONE};

constexpr std::size_t room = MBEDTLS_SSL_IN_CONTENT_LEN;
constexpr std::size_t max_content = 16384;  // of a record
constexpr std::size_t record_head = 5;      // type, version, length

/// Whether Mbed TLS writes RFC 6066 4 into its hello, and may: it leaves it out when it resumes a
/// session of TLS 1.3, and a server that granted it then has to refuse.
bool asks_for_small_records(const MbedSettings& settings) {
#if defined(MBEDTLS_SSL_MAX_FRAGMENT_LENGTH) && defined(MBEDTLS_SSL_PROTO_TLS1_2)
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
  if (settings.versions == MbedVersions::Only13) return false;
  return settings.session == nullptr || settings.versions == MbedVersions::Only12;
#else
  return settings.versions != MbedVersions::Only13;
#endif
#else
  static_cast<void>(settings);
  return false;
#endif
}

/// The largest of RFC 6066 4 that both buffers hold, since Mbed TLS asks for one that binds both
/// ends; none when the buffer takes every record.
constexpr std::size_t shared_content = MBEDTLS_SSL_IN_CONTENT_LEN < MBEDTLS_SSL_OUT_CONTENT_LEN
                                           ? MBEDTLS_SSL_IN_CONTENT_LEN
                                           : MBEDTLS_SSL_OUT_CONTENT_LEN;
constexpr unsigned char max_fragment_length =
    MBEDTLS_SSL_IN_CONTENT_LEN >= 16384 ? MBEDTLS_SSL_MAX_FRAG_LEN_NONE
    : shared_content >= 4096            ? MBEDTLS_SSL_MAX_FRAG_LEN_4096
    : shared_content >= 2048            ? MBEDTLS_SSL_MAX_FRAG_LEN_2048
    : shared_content >= 1024            ? MBEDTLS_SSL_MAX_FRAG_LEN_1024
                                        : MBEDTLS_SSL_MAX_FRAG_LEN_512;

int watched_octets(void* random, unsigned char* into, std::size_t count) {
  auto& watched = *static_cast<WatchedRandom*>(random);
  const int result = random_octets(watched.source, into, count);
  if (result != 0) watched.failed = true;
  return result;
}

/// Maximum size of a host name, in bytes (RFC 1035 2.3.4).
constexpr std::size_t max_name_size = 255;

}  // namespace

bool bounds_records(const MbedSettings& settings) {
  return room >= max_content || asks_for_small_records(settings);
}

MbedEngine* MbedEngine::create() {
  void* const memory = mbedtls_calloc(1, sizeof(MbedEngine));
  if (memory == nullptr) return nullptr;
  auto* const engine = new (memory) MbedEngine{};
  mbedtls_ssl_config_init(&engine->config);
  mbedtls_ssl_init(&engine->ssl);
  engine->anchors.init();
  engine->identity.init();
  return engine;
}

void MbedEngine::destroy() {
  mbedtls_ssl_free(&ssl);
  mbedtls_ssl_config_free(&config);
  anchors.free();
  identity.free();
  wipe_and_free(this, sizeof(MbedEngine));
}

int MbedEngine::configure(const MbedSettings& settings) {
  const int result = mbedtls_ssl_config_defaults(
      &config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
  if (result != 0) return result;
  mbedtls_ssl_conf_authmode(
      &config, settings.unverified ? MBEDTLS_SSL_VERIFY_NONE : MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_verify(&config, Judgement::judge, &judgement);
  mbedtls_ssl_conf_rng(&config, watched_octets, &random);
  mbedtls_ssl_conf_groups(&config, groups);
  mbedtls_ssl_conf_sig_algs(&config, signatures);
  if (settings.versions == MbedVersions::Only12) {
    mbedtls_ssl_conf_max_tls_version(&config, MBEDTLS_SSL_VERSION_TLS1_2);
  }
  if (settings.versions == MbedVersions::Only13) {
    mbedtls_ssl_conf_min_tls_version(&config, MBEDTLS_SSL_VERSION_TLS1_3);
  }
#if defined(MBEDTLS_SSL_MAX_FRAGMENT_LENGTH)
  if (asks_for_small_records(settings)) {
    mbedtls_ssl_conf_max_frag_len(&config, max_fragment_length);
  }
#endif
  configure_resumption(config, settings);
  return 0;
}

/// A trailing dot only says that the name is whole.
int MbedEngine::set_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.empty() || name.size() > max_name_size) return MBEDTLS_ERR_SSL_BAD_INPUT_DATA;
  judgement.address = address_of(name);
  if (judgement.address.size != 0) return mbedtls_ssl_set_hostname(&ssl, nullptr);
  char text[max_name_size + 1] = {};
  std::memcpy(text, name.data(), name.size());
  return mbedtls_ssl_set_hostname(&ssl, text);
}

int MbedEngine::set_up(const MbedSettings& settings, MbedDrbg& source, std::string_view name) {
  memory_failures = detail::memory_failures();
  judgement.settings = &settings;
  judgement.anchors = &anchors;
  random.source = &source;
#if defined(MBEDTLS_PSA_CRYPTO_C)
  use_for_psa(source);
  const psa_status_t begun = psa_crypto_init();
  // With its own entropy module, where the image has nothing true to feed that.
  random.failed = begun == PSA_ERROR_INSUFFICIENT_ENTROPY;
  if (begun != PSA_SUCCESS) return MBEDTLS_ERR_SSL_ALLOC_FAILED;
#endif
  int result = configure(settings);
  if (result == 0) result = anchors.offer(config, settings);
  if (result == 0 && !settings.certificate.empty()) {
    result = identity.read(settings, source);
    if (result == 0) result = mbedtls_ssl_conf_own_cert(&config, &identity.chain, &identity.key);
  }
  if (result == 0) result = mbedtls_ssl_setup(&ssl, &config);
  if (result == 0) result = set_name(name);
  if (result == 0) offer_session(*this, settings, name);
  return result;
}

int MbedEngine::step() {
#if defined(MBEDTLS_ECP_RESTARTABLE)
  // One number for the whole program, so whose step it is says it each time.
  mbedtls_ecp_set_max_ops(judgement.settings->ecp_ops_per_poll);
#endif
#if defined(MBEDTLS_PSA_CRYPTO_C)
  use_for_psa(*random.source);
#endif
  const int before = ssl.MBEDTLS_PRIVATE(state);
  if (before == MBEDTLS_SSL_SERVER_CERTIFICATE) saw_certificate = true;
  return mbedtls_ssl_handshake_step(&ssl);
}

int MbedEngine::alert() const { return ssl.MBEDTLS_PRIVATE(in_msg)[1]; }

bool MbedEngine::heard_no_tls() const {
  const unsigned char* const head = ssl.MBEDTLS_PRIVATE(in_hdr);
  return ssl.MBEDTLS_PRIVATE(state) == MBEDTLS_SSL_SERVER_HELLO && head != nullptr &&
         (head[0] < MBEDTLS_SSL_MSG_CHANGE_CIPHER_SPEC ||
          head[0] > MBEDTLS_SSL_MSG_APPLICATION_DATA);
}

bool MbedEngine::heard_key_update() const {
  constexpr unsigned char key_update = 24;
  return mbedtls_ssl_is_handshake_over(const_cast<mbedtls_ssl_context*>(&ssl)) == 1 &&
         ssl.MBEDTLS_PRIVATE(in_msgtype) == MBEDTLS_SSL_MSG_HANDSHAKE &&
         ssl.MBEDTLS_PRIVATE(in_msg)[0] == key_update;
}

/// RFC 8446 5.1: type, version, length; what protects a record is not counted. Mbed TLS calls a
/// record invalid that its buffer can't hold, and a message too.
std::size_t MbedEngine::needed_room() const {
  const unsigned char* const head = ssl.MBEDTLS_PRIVATE(in_hdr);
  if (head == nullptr) return 0;
  const std::size_t message = ssl.MBEDTLS_PRIVATE(in_hslen);
  if (message > room) return message;
  if (room >= max_content || ssl.MBEDTLS_PRIVATE(in_left) < record_head) return 0;
  const std::size_t length = static_cast<std::size_t>(head[3] << 8 | head[4]);
  const bool is_record = head[0] >= MBEDTLS_SSL_MSG_CHANGE_CIPHER_SPEC &&
                         head[0] <= MBEDTLS_SSL_MSG_APPLICATION_DATA && head[1] == 3 &&
                         length <= max_content + 256;
  std::size_t protection = 0;
  if (ssl.MBEDTLS_PRIVATE(transform_in) != nullptr) {
    const bool tls13 = mbedtls_ssl_get_version_number(&ssl) == MBEDTLS_SSL_VERSION_TLS1_3;
    const int expansion = mbedtls_ssl_get_record_expansion(&ssl);
    protection = tls13 ? 17 : static_cast<std::size_t>(expansion) - record_head;
  }
  return is_record && length > room + protection ? length - protection : 0;
}

std::uint32_t ticket_lifetime(const mbedtls_ssl_session& session) {
#if defined(MBEDTLS_SSL_SESSION_TICKETS)
  return session.MBEDTLS_PRIVATE(ticket_lifetime);
#else
  (void)session;
  return 0;
#endif
}

std::uint32_t MbedEngine::objections() const {
  const std::uint32_t result = mbedtls_ssl_get_verify_result(&ssl);
  return judgement.objections | (result == 0xffffffffU ? 0 : result);
}

}  // namespace postino::detail
