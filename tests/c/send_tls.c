// SPDX-License-Identifier: MIT
// TLS that is verified by an anchor, SCRAM over it, and a trace of it all.
#include "check.h"
#include "postino/c/mbedtls.h"
#include "postino/c/posix_tls.h"
#include "scenarios.h"

/// What a trace has seen.
struct seen {
  size_t lines;
  bool certificate;
  bool secret;
};

static void look(void* context, bool received, postino_text line) {
  struct seen* seen = context;
  char copy[512];
  const size_t size = line.size < sizeof copy ? line.size : sizeof copy - 1;
  memcpy(copy, line.data, size);
  copy[size] = '\0';
  ++seen->lines;
  if (received && strstr(copy, "(certificate: ") != NULL) seen->certificate = true;
  if (strstr(copy, "Dry run 14:02") != NULL) seen->secret = true;
}

static postino_pem_or_der read_authority(const char* path) {
  static char text[8192];
  postino_pem_or_der anchor = {text, 0};
  FILE* file = fopen(path, "rb");
  if (file == NULL) return anchor;
  anchor.size = fread(text, 1, sizeof text, file);
  (void)fclose(file);
  return anchor;
}

static void log_in(postino_server* relay) {
  relay->security = POSTINO_SECURITY_STARTTLS;
  relay->login.given = true;
  relay->login.value.user = postino_text_of("pump3");
  relay->login.value.password = postino_text_of("Dry run 14:02");
}

int send_over_tls_with_scram(struct world* world) {
  static uint64_t arena[128 * 1024 / 8];
  static unsigned char kept[2048];
  static postino_mbedtls_heap heap;
  static postino_posix_random entropy;
  static postino_mbedtls_drbg drbg;
  static postino_mbedtls_hash sha256;
  static postino_mbedtls_session session;
  static postino_mbedtls_trace tls_trace;
  static postino_mbedtls_transport tls;
  static postino_trace trace;
  static postino_strongest strongest;
  static postino_client client;
  struct seen seen = {0, false, false};
  postino_mbedtls_settings settings = POSTINO_MBEDTLS_SETTINGS_INIT;
  postino_pem_or_der anchor = read_authority(world->authority);
  postino_report report;

  CHECK(postino_mbedtls_anchor_end(anchor) > postino_posix_seconds());
  CHECK(postino_mbedtls_heap_init(&heap, sizeof heap, arena, sizeof arena) == POSTINO_FAULT_NONE);
  CHECK(postino_mbedtls_heap_install(&heap) == POSTINO_FAULT_NONE);
  CHECK(postino_posix_random_init(&entropy, sizeof entropy) == POSTINO_FAULT_NONE);
  CHECK(postino_mbedtls_drbg_init(&drbg, sizeof drbg, &entropy.random) == POSTINO_FAULT_NONE);
  CHECK(postino_mbedtls_hash_init(&sha256, sizeof sha256, POSTINO_MBEDTLS_SHA256) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_mbedtls_session_init(&session, sizeof session, kept, sizeof kept) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_mbedtls_trace_init(&tls_trace, sizeof tls_trace, look, &seen) ==
        POSTINO_FAULT_NONE);
  settings.anchors.list = &anchor;
  settings.anchors.count = 1;
  settings.clock = postino_posix_seconds;
  settings.session = &session;
  settings.trace = &tls_trace;
  CHECK(postino_mbedtls_transport_init(&tls, sizeof tls, &world->port->socket, world->memory->pool,
                                       &drbg, &settings) == POSTINO_FAULT_NONE);
  CHECK(postino_trace_init(&trace, sizeof trace, &tls.transport, look, &seen) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_client_init(&client, sizeof client, &trace.transport, world->memory) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_strongest_init(&strongest, sizeof strongest, &sha256.hash, &drbg.random,
                               &tls.binding) == POSTINO_FAULT_NONE);
  log_in(&world->relay);
  world->relay.login.value.mechanisms = postino_strongest_mechanisms(&strongest);
  for (int connection = 0; connection != 2; ++connection) {
    CHECK(postino_send_and_wait(&client, &world->port->waiter, &world->relay, &world->alarm,
                                postino_text_mail(), &report) == POSTINO_FAULT_NONE);
    CHECK(accepted(&report));
    CHECK(report.protection == POSTINO_PROTECTION_VERIFIED);
    CHECK(is(report.mechanism, "SCRAM-SHA-256-PLUS"));
    CHECK(postino_mbedtls_session_octets(&session).size != 0);
  }
  CHECK(seen.lines > 10 && seen.certificate && !seen.secret);
  CHECK(postino_mbedtls_heap_used(&heap) == 0 && postino_mbedtls_heap_high_water(&heap) > 10000);
  CHECK(postino_mbedtls_session_wipe(&session) == POSTINO_FAULT_NONE);
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}

int send_with_small_tls_client(struct world* world) {
  static postino_posix_tls tls;
  static postino_small_tls_client client;
  postino_report report;
  CHECK(postino_posix_tls_init(&tls, sizeof tls, &world->port->socket, world->memory->pool,
                               world->authority) == POSTINO_FAULT_NONE);
  CHECK(postino_posix_tls_random(&tls) != NULL && postino_posix_tls_binding(&tls) != NULL);
  CHECK(postino_small_tls_client_init(&client, sizeof client, postino_posix_tls_transport(&tls),
                                      world->memory) == POSTINO_FAULT_NONE);
  log_in(&world->relay);
  CHECK(postino_small_tls_send(&client, &world->relay, &world->alarm, postino_plain_text()) ==
        POSTINO_FAULT_NONE);
  while (!postino_small_tls_take_report(&client, &report)) {
    CHECK(postino_small_tls_poll(&client, postino_posix_now()) == POSTINO_FAULT_NONE);
  }
  CHECK(accepted(&report));
  CHECK(report.protection == POSTINO_PROTECTION_VERIFIED);
  while (postino_small_tls_connected(&client)) {
    postino_small_tls_poll(&client, postino_posix_now());
  }
  CHECK(postino_small_tls_client_delete(&client) == POSTINO_FAULT_NONE);
  CHECK(postino_posix_tls_delete(&tls) == POSTINO_FAULT_NONE);
  return 0;
}
