// SPDX-License-Identifier: MIT
/// What the examples of the headers leave out; headers_test.py compiles each of them as a function.
#pragma once

#include "nxd_smtp_client.h"
#include "postino.h"
#include "postino/c/mbedtls.h"
#include "postino/c/posix.h"
#include "postino/c/posix_tls.h"

POSTINO_MEMORY(memory, 4, 1460, 8, 128);
extern postino_client client;
extern postino_posix_port port;
extern postino_plain_transport wire;
extern postino_callback_source pump_log;
extern postino_mime mime;
extern postino_posix_random trng;
extern postino_mbedtls_heap heap;
extern postino_mbedtls_transport tls;
extern postino_mbedtls_drbg drbg;
extern postino_mbedtls_hash sha256;
extern postino_mbedtls_settings trust;
extern postino_server relay;
extern postino_mail alarm;
extern postino_report report;
extern const postino_extension* list[1];
extern uint64_t arena[4096];

uint32_t milliseconds(void);
void sleep_until(uint32_t moment);
void log_text(postino_text text);
void log_number(unsigned number);
void forget_alarm(void);
void give_up(void);
int32_t read_log(void* context, uint32_t offset, char* into, size_t room);
bool read_trng(void* context, char* into, size_t count);
int32_t my_connect(void* context, postino_text host, uint16_t to);
int32_t my_send(void* context, postino_text octets, bool more);
int32_t my_receive(void* context, char* into, size_t room);
void my_close(void* context);
void my_abort(void* context);
postino_queued next_alarm(void* context, uint16_t place);
void alarm_ended(void* context, const postino_report* told);

#define USERNAME "myusername"
#define PASSWORD "mypassword"
#define FROM_ADDRESS "my@mycompany.com"
#define RECIPIENT_ADDRESS "your@yourcompany.com"
#define LOCAL_DOMAIN "mycompany.com"
#define SUBJECT_LINE "Pump 3 stopped"
#define MAIL_BODY "Dry run at 14:02.\r\n"
extern UINT status;
extern NX_SMTP_CLIENT demo_client;
extern NX_IP client_ip;
extern NX_PACKET_POOL client_packet_pool;
extern NXD_ADDRESS server_ip_address;
