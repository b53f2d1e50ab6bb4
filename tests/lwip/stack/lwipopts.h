// SPDX-License-Identifier: MIT
// lwIP in the tests of this machine: NO_SYS, both kinds of address, virtual time, small windows.
#ifndef POSTINO_TEST_LWIPOPTS_H
#define POSTINO_TEST_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0

#define LWIP_IPV4 1
#define LWIP_IPV6 1
#define LWIP_IPV6_MLD 0
#define LWIP_IPV6_FRAG 0
#define LWIP_IPV6_REASS 0
#define LWIP_IPV6_AUTOCONFIG 0
#define LWIP_ARP 0
#define LWIP_ETHERNET 0
#define LWIP_RAW 0
#define IP_FRAG 0
#define IP_REASSEMBLY 0
#define LWIP_DNS 1
// Every frame passes the wire of the tests, also from an address to itself.
#define LWIP_HAVE_LOOPIF 0
#define LWIP_NETIF_LOOPBACK 0

#define MEM_ALIGNMENT 8
#define MEM_SIZE 65536
#define MEM_SANITY_CHECK 1
#define MEMP_SANITY_CHECK 1
#define MEMP_OVERFLOW_CHECK 1
#define MEMP_NUM_TCP_PCB 8
#define MEMP_NUM_TCP_PCB_LISTEN 12
#define MEMP_NUM_UDP_PCB 8
#define MEMP_NUM_TCP_SEG 64
#define MEMP_NUM_SYS_TIMEOUT (LWIP_NUM_SYS_TIMEOUT_INTERNAL + 2)
#define MEMP_NUM_PBUF 64
#define PBUF_POOL_SIZE 128
#define PBUF_POOL_BUFSIZE 1600

#define TCP_MSS 1460
#define TCP_WND (2 * TCP_MSS)
#define TCP_SND_BUF (2 * TCP_MSS)
#define TCP_SND_QUEUELEN 24
#define TCP_MSL 1000UL

#define LWIP_STATS 1
#define LWIP_STATS_LARGE 1
#define MEM_STATS 1
#define MEMP_STATS 1

#endif
