// SPDX-License-Identifier: MIT
// Sizes of the C face's objects and places in its structures: each array is as long as what it is
// named after, and one more. Compiled for each processor, never linked.
#include "nxd_smtp_client.h"
#include "postino.h"
#include "postino/c/mbedtls.h"

#define SIZE(type) char size_##type[sizeof(type) + 1]
#define PLACE(type, member) char place_##type##_##member[offsetof(type, member) + 1]

SIZE(postino_client);
SIZE(postino_small_client);
SIZE(postino_small_tls_client);
SIZE(postino_pool);
SIZE(postino_plain_transport);
SIZE(postino_trace);
SIZE(postino_callback_socket);
SIZE(postino_callback_waiter);
SIZE(postino_callback_source);
SIZE(postino_callback_random);
SIZE(postino_callback_hash);
SIZE(postino_mime);
SIZE(postino_queue);
SIZE(postino_scram_exchange);
SIZE(postino_scram);
SIZE(postino_strongest);
SIZE(postino_cram_md5);
SIZE(postino_dsn);
SIZE(postino_mt_priority);
SIZE(postino_require_tls);
SIZE(postino_submitted_by);
SIZE(postino_limits);
SIZE(postino_deliver_by);
SIZE(postino_deliver_within);
SIZE(postino_future_release);
SIZE(postino_hold);
SIZE(postino_mbedtls_heap);
SIZE(postino_mbedtls_drbg);
SIZE(postino_mbedtls_hash);
SIZE(postino_mbedtls_session);
SIZE(postino_mbedtls_trace);
SIZE(postino_mbedtls_transport);
SIZE(NX_SMTP_CLIENT);

SIZE(postino_text);
SIZE(postino_mailbox);
SIZE(postino_recipients);
PLACE(postino_recipients, one);
SIZE(postino_mail);
PLACE(postino_mail, sender);
PLACE(postino_mail, reply_to);
PLACE(postino_mail, to);
PLACE(postino_mail, cc);
PLACE(postino_mail, bcc);
PLACE(postino_mail, subject);
PLACE(postino_mail, date);
PLACE(postino_mail, message_id);
PLACE(postino_mail, priority);
PLACE(postino_mail, null_reverse_path);
PLACE(postino_mail, headers);
PLACE(postino_mail, text);
PLACE(postino_mail, parameters);
SIZE(postino_attachment);
PLACE(postino_attachment, content);
PLACE(postino_attachment, content_id);
PLACE(postino_attachment, disposition);
SIZE(postino_mime_content);
PLACE(postino_mime_content, charset);
PLACE(postino_mime_content, auto_submitted);
PLACE(postino_mime_content, references);
SIZE(postino_login);
PLACE(postino_login, mechanisms);
PLACE(postino_login, allow_clear_text);
SIZE(postino_optional_login);
PLACE(postino_optional_login, given);
SIZE(postino_server);
PLACE(postino_server, port);
PLACE(postino_server, security);
PLACE(postino_server, login);
PLACE(postino_server, ehlo_name);
PLACE(postino_server, pipelining);
PLACE(postino_server, extensions);
PLACE(postino_server, lmtp);
PLACE(postino_server, keep_open);
PLACE(postino_server, timeouts);
SIZE(postino_error);
PLACE(postino_error, index);
PLACE(postino_error, enhanced);
PLACE(postino_error, native_code);
SIZE(postino_recipient_report);
SIZE(postino_report);
SIZE(postino_mbedtls_settings);
PLACE(postino_mbedtls_settings, clock);
PLACE(postino_mbedtls_settings, build_time);
PLACE(postino_mbedtls_settings, certificate);
PLACE(postino_mbedtls_settings, versions);
PLACE(postino_mbedtls_settings, session_key);
PLACE(postino_mbedtls_settings, session_uses);
