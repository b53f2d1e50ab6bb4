// SPDX-License-Identifier: MIT
// How the calls are called: NULL, texts without room, in the wrong order.
#include "scenarios.h"

static NXD_ADDRESS server = {NX_IP_VERSION_V4, {0x7f000001}};
static CHAR user[] = "pump3";
static CHAR password[] = "Dry run 14:02";
static CHAR from[] = "node7@plant.example";
static CHAR to[] = "ops@plant.example";
static CHAR domain[] = "plant.example";
static CHAR subject[] = "Pump 3 stopped";
static CHAR body[] = "Dry run at 14:02.\r\n";

UINT create(world* at, UINT authentication_type) {
  at->ip.stack = &at->wire;
  return nxd_smtp_client_create(&at->client, &at->ip, &at->pool, user, password, from, domain,
                                authentication_type, &server, 25);
}

UINT send_alarm(world* at) {
  return nx_smtp_mail_send(&at->client, to, NX_SMTP_MAIL_PRIORITY_NORMAL, subject, body,
                           sizeof body - 1);
}

/// Whether nothing of a client is left.
static bool is_wiped(const NX_SMTP_CLIENT* client) {
  const unsigned char* const bytes = (const unsigned char*)client;
  for (size_t i = 0; i != sizeof *client; ++i) {
    if (bytes[i] != 0) return false;
  }
  return true;
}

static int check_null_in_create(void) {
  static world at;
  at.ip.stack = &at.wire;
  for (int which = 0; which != 9; ++which) {
    // The last one is none of them.
    const UINT status = nxd_smtp_client_create(
        which == 0 ? NULL : &at.client, which == 1 ? NULL : &at.ip, which == 2 ? NULL : &at.pool,
        which == 3 ? NULL : user, which == 4 ? NULL : password, which == 5 ? NULL : from,
        which == 6 ? NULL : domain, NX_SMTP_CLIENT_AUTH_NONE, which == 7 ? NULL : &server, 25);
    CHECK(status == (which == 8 ? NX_SUCCESS : NX_PTR_ERROR));
  }
  CHECK(at.wire.opened == 1);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

static int check_null_in_send(void) {
  static world at;
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_NONE) == NX_SUCCESS);
  CHECK(nx_smtp_mail_send(NULL, to, 2, subject, body, 1) == NX_PTR_ERROR);
  CHECK(nx_smtp_mail_send(&at.client, NULL, 2, subject, body, 1) == NX_PTR_ERROR);
  CHECK(nx_smtp_mail_send(&at.client, to, 2, NULL, body, 1) == NX_PTR_ERROR);
  CHECK(nx_smtp_mail_send(&at.client, to, 2, subject, NULL, 1) == NX_PTR_ERROR);
  CHECK(nx_smtp_mail_send(&at.client, to, 2, subject, body, 0) == NX_SMTP_INVALID_PARAM);
  CHECK(nx_smtp_postino_report(&at.client) == NULL);
  CHECK(at.wire.heard_size == 0);
  CHECK(nx_smtp_client_delete(NULL) == NX_PTR_ERROR);
  CHECK(nx_smtp_postino_report(NULL) == NULL);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

/// A text as long as its room goes, one that is longer by one does not, wherever it is.
static int check_sizes(void) {
  static world at;
  CHAR name[NX_SMTP_CLIENT_MAX_USERNAME + 2] = "";
  at.ip.stack = &at.wire;
  for (int which = 0; which != 3; ++which) {
    const size_t room = which == 1 ? NX_SMTP_CLIENT_MAX_PASSWORD : NX_SMTP_CLIENT_MAX_USERNAME;
    for (size_t more = 0; more != 2; ++more) {
      memset(name, 'a', room + more);
      name[room + more] = '\0';
      const UINT status = nxd_smtp_client_create(
          &at.client, &at.ip, &at.pool, which == 0 ? name : user, which == 1 ? name : password,
          from, which == 2 ? name : domain, NX_SMTP_CLIENT_AUTH_PLAIN, &server, 25);
      CHECK(status == (more == 0 ? NX_SUCCESS : NX_SIZE_ERROR));
      CHECK(more == 0 || is_wiped(&at.client));
      CHECK(nx_smtp_client_delete(&at.client) == (more == 0 ? NX_SUCCESS : NX_PTR_ERROR));
    }
  }
  return 0;
}

static int check_addresses(void) {
  static world at;
  static const struct {
    NXD_ADDRESS address;
    const char* text;
  } known[] = {{{NX_IP_VERSION_V4, {IP_ADDRESS(1, 2, 3, 4)}}, "1.2.3.4"},
               {{NX_IP_VERSION_V4, {IP_ADDRESS(192, 0, 20, 255)}}, "192.0.20.255"},
               {{NX_IP_VERSION_V6, {.v6 = {0x20010db8, 0, 0xa00b, 0xffff0001}}},
                "2001:db8:0:0:0:a00b:ffff:1"},
               {{NX_IP_VERSION_V6, {.v6 = {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}}},
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}};
  at.ip.stack = &at.wire;
  for (size_t i = 0; i != sizeof known / sizeof *known; ++i) {
    NXD_ADDRESS address = known[i].address;
    CHECK(nxd_smtp_client_create(&at.client, &at.ip, &at.pool, user, password, from, domain,
                                 NX_SMTP_CLIENT_AUTH_NONE, &address, 0x10019) == NX_SUCCESS);
    CHECK(is(at.client.server.host, known[i].text));
    CHECK(at.client.server.port == 25);
    CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  }
  NXD_ADDRESS other = {5, {0}};
  CHECK(nxd_smtp_client_create(&at.client, &at.ip, &at.pool, user, password, from, domain,
                               NX_SMTP_CLIENT_AUTH_NONE, &other, 25) == NX_IP_ADDRESS_ERROR);
  CHECK(at.wire.opened == 0);
  return 0;
}

int check_arguments(void) {
  return check_null_in_create() || check_null_in_send() || check_sizes() || check_addresses();
}

static int check_refused_wires(void) {
  static world at;
  at.wire.refuses = NX_IP_ADDRESS_ERROR;
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_IP_ADDRESS_ERROR);
  CHECK(is_wiped(&at.client));
  CHECK(send_alarm(&at) == NX_SMTP_CLIENT_NOT_INTIALIZED);
  at.wire.refuses = NX_SUCCESS;
  at.wire.has_no_waiter = true;
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SMTP_INTERNAL_ERROR);
  CHECK(is_wiped(&at.client));
  CHECK(at.wire.opened == 0);
  return 0;
}

int check_lives(void) {
  static world at;
  CHECK(send_alarm(&at) == NX_SMTP_CLIENT_NOT_INTIALIZED);
  CHECK(nx_smtp_client_delete(&at.client) == NX_PTR_ERROR);
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
  CHECK(at.wire.opened == 1);
  CHECK(at.client.packet_pool == &at.pool);
  CHECK(send_alarm(&at) == NX_SUCCESS);
  CHECK(send_alarm(&at) == NX_SUCCESS);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  CHECK(at.wire.opened == 0);
  CHECK(is_wiped(&at.client));
  CHECK(nx_smtp_client_delete(&at.client) == NX_PTR_ERROR);
  CHECK(at.wire.opened == 0);
  CHECK(send_alarm(&at) == NX_SMTP_CLIENT_NOT_INTIALIZED);
  CHECK(nx_smtp_postino_report(&at.client) == NULL);
  // Created anew without a delete between, whatever the memory held.
  for (int i = 0; i != 2; ++i) {
    CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
    CHECK(send_alarm(&at) == NX_SUCCESS);
  }
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return check_refused_wires();
}

int main(void) {
  return check_arguments() || check_lives() || check_messages() || check_statuses();
}
