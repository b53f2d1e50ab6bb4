// SPDX-License-Identifier: MIT
#include "nxd_smtp_client.h"

#include "address_text.h"
#include "status.h"

static const ULONG living = 0x506f7374;

/// A store that no compiler leaves out, since nobody reads it.
static void wipe(NX_SMTP_CLIENT* client) {
  volatile unsigned char* byte = (volatile unsigned char*)client;
  for (size_t left = sizeof *client; left != 0; --left) *byte++ = 0;
}

static bool is_client(const NX_SMTP_CLIENT* client) {
  return client != NX_NULL && client->id == living;
}

/// Copies `text` with its NUL; false if that has no room.
static bool copy(CHAR* into, size_t room, const CHAR* text) {
  for (size_t i = 0; i != room; ++i) {
    into[i] = text[i];
    if (text[i] == '\0') return true;
  }
  return false;
}

/// Of a number of ticks; at least 1 and at most what Postino takes.
static uint32_t milliseconds(ULONG ticks) {
  const ULONG rate = NX_IP_PERIODIC_RATE;
  const ULONG most = 0x7fffffff;
  const ULONG seconds = ticks / rate;
  if (ticks == 0) return 1;
  if (seconds >= most / 1000) return (uint32_t)most;
  return (uint32_t)(seconds * 1000 + (ticks % rate * 1000 + rate - 1) / rate);
}

static postino_timeouts timeouts(void) {
  postino_timeouts found = POSTINO_NETX_TIMEOUTS_INIT;
  found.connect = milliseconds(NX_SMTP_CLIENT_CONNECTION_TIMEOUT);
  found.greeting = milliseconds(NX_SMTP_GREETING_TIMEOUT);
  found.command = milliseconds(NX_SMTP_ENVELOPE_TIMEOUT);
  found.handshake = found.command;
  found.auth = found.command;
  found.data = milliseconds(NX_SMTP_MESSAGE_TIMEOUT);
  found.end_of_data = found.data;
  found.block = milliseconds(NX_SMTP_CLIENT_SEND_TIMEOUT);
  found.quit = milliseconds(NX_SMTP_CLIENT_DISCONNECT_TIMEOUT);
  found.packet_wait = milliseconds(NX_SMTP_CLIENT_PACKET_TIMEOUT);
  return found;
}

static void set_login(NX_SMTP_CLIENT* client, UINT type) {
  const size_t first = type == NX_SMTP_CLIENT_AUTH_LOGIN ? 1 : 0;
  postino_optional_login* const login = &client->server.login;
  client->mechanisms[0] = postino_passwords[first];
  client->mechanisms[1] = postino_passwords[1 - first];
  login->given = type != NX_SMTP_CLIENT_AUTH_NONE;
  login->value.user = postino_text_of(client->username);
  login->value.password = postino_text_of(client->password);
  login->value.mechanisms.list = client->mechanisms;
  login->value.mechanisms.count = 2;
}

static void set_server(NX_SMTP_CLIENT* client, UINT authentication_type, UINT port) {
  const postino_server in_clear = {.security = POSTINO_SECURITY_NONE};
  client->server = in_clear;
  client->server.host = postino_text_of(client->host);
  client->server.port = (uint16_t)port;
  client->server.ehlo_name = postino_text_of(client->domain);
  client->server.timeouts = timeouts();
  set_login(client, authentication_type);
}

/// Has the firmware open the wire, and makes the client over it.
static UINT open_wire(NX_SMTP_CLIENT* client) {
  const postino_memory memory = {&client->pool,          client->packets,
                                 sizeof client->packets, NX_SMTP_POSTINO_PACKET_BYTES,
                                 &client->recipient,     1,
                                 client->reply_text,     sizeof client->reply_text};
  const UINT status = nx_smtp_postino_open(client);
  if (status != NX_SUCCESS) return status;
  client->server.login.value.allow_clear_text = client->server.security == POSTINO_SECURITY_NONE;
  if (client->waiter == NX_NULL ||
      postino_client_init(&client->client, sizeof client->client, client->transport, &memory) !=
          POSTINO_FAULT_NONE) {
    nx_smtp_postino_close(client);
    return NX_SMTP_INTERNAL_ERROR;
  }
  client->id = living;
  return NX_SUCCESS;
}

UINT nxd_smtp_client_create(NX_SMTP_CLIENT* client_ptr, NX_IP* ip_ptr,
                            NX_PACKET_POOL* client_packet_pool_ptr, CHAR* username, CHAR* password,
                            CHAR* from_address, CHAR* client_domain, UINT authentication_type,
                            NXD_ADDRESS* server_address, UINT port) {
  UINT status = NX_SIZE_ERROR;
  if (client_ptr == NX_NULL || ip_ptr == NX_NULL || client_packet_pool_ptr == NX_NULL ||
      username == NX_NULL || password == NX_NULL || from_address == NX_NULL ||
      client_domain == NX_NULL || server_address == NX_NULL) {
    return NX_PTR_ERROR;
  }
  wipe(client_ptr);
  if (!nx_smtp_postino_address(server_address, client_ptr->host)) return NX_IP_ADDRESS_ERROR;
  client_ptr->ip = ip_ptr;
  client_ptr->packet_pool = client_packet_pool_ptr;
  client_ptr->from_address = from_address;
  if (copy(client_ptr->username, sizeof client_ptr->username, username) &&
      copy(client_ptr->password, sizeof client_ptr->password, password) &&
      copy(client_ptr->domain, sizeof client_ptr->domain, client_domain)) {
    set_server(client_ptr, authentication_type, port);
    status = open_wire(client_ptr);
  }
  if (status != NX_SUCCESS) wipe(client_ptr);
  return status;
}

/// Any other number is normal, as in NetX Duo.
static postino_priority priority_of(UINT priority) {
  switch (priority) {
    case NX_SMTP_MAIL_PRIORITY_LOW:
      return POSTINO_PRIORITY_LOW;
    case NX_SMTP_MAIL_PRIORITY_HIGH:
      return POSTINO_PRIORITY_HIGH;
    default:
      return POSTINO_PRIORITY_NORMAL;
  }
}

UINT nx_smtp_mail_send(NX_SMTP_CLIENT* client_ptr, CHAR* recipient_address, UINT priority,
                       CHAR* subject, CHAR* mail_body, UINT mail_body_length) {
  postino_mail mail = POSTINO_MAIL_INIT;
  if (client_ptr == NX_NULL || recipient_address == NX_NULL || subject == NX_NULL ||
      mail_body == NX_NULL) {
    return NX_PTR_ERROR;
  }
  if (mail_body_length == 0) return NX_SMTP_INVALID_PARAM;
  if (!is_client(client_ptr)) return NX_SMTP_CLIENT_NOT_INTIALIZED;
  mail.from.address = postino_text_of(client_ptr->from_address);
  mail.to.one.address = postino_text_of(recipient_address);
  mail.subject = postino_text_of(subject);
  mail.text.text.data = mail_body;
  mail.text.text.size = mail_body_length;
  mail.priority = (uint8_t)priority_of(priority);
  postino_send_and_wait(&client_ptr->client, client_ptr->waiter, &client_ptr->server, &mail,
                        postino_text_mail(), &client_ptr->report);
  client_ptr->sent = true;
  return nx_smtp_postino_status(&client_ptr->report);
}

UINT nx_smtp_client_delete(NX_SMTP_CLIENT* client_ptr) {
  if (!is_client(client_ptr)) return NX_PTR_ERROR;
  postino_client_delete(&client_ptr->client);
  nx_smtp_postino_close(client_ptr);
  wipe(client_ptr);
  return NX_SUCCESS;
}

const postino_report* nx_smtp_postino_report(const NX_SMTP_CLIENT* client_ptr) {
  return is_client(client_ptr) && client_ptr->sent ? &client_ptr->report : NX_NULL;
}
