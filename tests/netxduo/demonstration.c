// SPDX-License-Identifier: MIT
// The calls of the demonstration that NetX Duo publishes, in its order and with its arguments:
// create, send, after a failure send again, delete. demonstration PORT [ATTEMPTS] prints each
// status; the server listens on the loopback interface.
#include <stdio.h>
#include <stdlib.h>

#include "nx_api.h"
#include "nxd_smtp_client.h"
#include "posix_wire.h"

#define USERNAME "myusername"
#define PASSWORD "mypassword"
#define FROM_ADDRESS "my@mycompany.com"
#define RECIPIENT_ADDRESS "your@yourcompany.com"
#define LOCAL_DOMAIN "mycompany.com"
#define SUBJECT_LINE "Pump 3 stopped"
#define MAIL_BODY "Dry run at 14:02.\r\n.A line with a dot\r\n"
#define CLIENT_AUTHENTICATION_TYPE NX_SMTP_CLIENT_AUTH_PLAIN
#define SERVER_IP_ADDRESS IP_ADDRESS(1, 2, 3, 4)
#define SERVER_PORT 25

static NX_PACKET_POOL client_packet_pool;
static NX_IP client_ip;
static NX_SMTP_CLIENT demo_client;

static void demo_client_thread_entry(ULONG attempts) {
  UINT status;
  NXD_ADDRESS server_ip_address;

  server_ip_address.nxd_ip_version = NX_IP_VERSION_V4;
  server_ip_address.nxd_ip_address.v4 = SERVER_IP_ADDRESS;

  status = nxd_smtp_client_create(&demo_client, &client_ip, &client_packet_pool, USERNAME, PASSWORD,
                                  FROM_ADDRESS, LOCAL_DOMAIN, CLIENT_AUTHENTICATION_TYPE,
                                  &server_ip_address, SERVER_PORT);
  printf("create 0x%x\n", status);
  if (status != NX_SUCCESS) return;

  do {
    status = nx_smtp_mail_send(&demo_client, RECIPIENT_ADDRESS, NX_SMTP_MAIL_PRIORITY_NORMAL,
                               SUBJECT_LINE, MAIL_BODY, sizeof(MAIL_BODY) - 1);
    printf("send 0x%x\n", status);
  } while (status != NX_SUCCESS && --attempts != 0);

  status = nx_smtp_client_delete(&demo_client);
  printf("delete 0x%x\n", status);
}

int main(int count, char** arguments) {
  static posix_wire wire;
  if (count != 2 && count != 3) return 64;
  wire.port = (uint16_t)strtoul(arguments[1], NULL, 10);
  client_ip.stack = &wire;
  demo_client_thread_entry(count == 3 ? strtoul(arguments[2], NULL, 10) : 2);
  return 0;
}
