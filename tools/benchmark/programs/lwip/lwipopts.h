// SPDX-License-Identifier: MIT
// As much of lwIP as its SMTP client needs over sockets of this machine: no stack below it.
#ifndef BENCHMARK_LWIPOPTS_H
#define BENCHMARK_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_NOASSERT

#define LWIP_IPV4 1
#define LWIP_IPV6 0
#define LWIP_ARP 0
#define LWIP_ETHERNET 0
#define LWIP_RAW 0
#define LWIP_UDP 0
#define LWIP_DNS 0
#define LWIP_ALTCP 1
#define TCP_QUEUE_OOSEQ 0

#define MEM_ALIGNMENT 8
#define MEM_SIZE 16384
#define PBUF_POOL_SIZE 4
#define PBUF_POOL_BUFSIZE 1600
#define TCP_MSS 1460
#define TCP_SND_BUF (4 * TCP_MSS)

#define LWIP_STATS 0

// Its check takes any line break in the text for an error.
#define SMTP_CHECK_DATA 0
// With AUTH on offer it would log in, with or without a password.
#define SMTP_SUPPORT_AUTH_PLAIN 0
#define SMTP_SUPPORT_AUTH_LOGIN 0
#define SMTP_COPY_AUTHDATA 0

#endif
