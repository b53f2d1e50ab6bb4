// SPDX-License-Identifier: MIT
// lwIP for a board that sends mail: IPv4, TCP, DNS, DHCP; no operating system.
#ifndef BOARD_LWIPOPTS_H
#define BOARD_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_SOCKET 0
#define LWIP_NETCONN 0

#define LWIP_IPV6 0
#define LWIP_SINGLE_NETIF 1
#define LWIP_RAW 0
#define LWIP_ICMP 1
#define IP_FRAG 0
#define IP_REASSEMBLY 0
#define ETH_PAD_SIZE 2

#define LWIP_DNS 1
#define DNS_TABLE_SIZE 1
#define LWIP_DHCP 1
// The check for another owner of the address takes over 7 s; a server on the same wire does it.
#define LWIP_DHCP_DOES_ACD_CHECK 0

#define MEM_ALIGNMENT 4
#define MEM_SIZE 6144
#define MEMP_NUM_TCP_PCB 3
#define MEMP_NUM_TCP_PCB_LISTEN 0
#define MEMP_NUM_UDP_PCB 3
#define MEMP_NUM_TCP_SEG 16
// One for each packet that is in flight: it refers to the packet's octets.
#define MEMP_NUM_PBUF 16
#define PBUF_POOL_SIZE 12
#define PBUF_POOL_BUFSIZE 512

#define TCP_MSS 1460
#define TCP_WND (2 * TCP_MSS)
#define TCP_SND_BUF (4 * TCP_MSS)
#define TCP_SND_QUEUELEN 16
#define LWIP_TCP_TIMESTAMPS 0
#define TCP_LISTEN_BACKLOG 0
// How long a closed connection is remembered, twice this.
#define TCP_MSL 1000UL

#define LWIP_STATS 1
#define LWIP_STATS_DISPLAY 0
#define MEM_STATS 1
#define MEMP_STATS 1
#define LINK_STATS 0
#define ETHARP_STATS 0
#define IP_STATS 0
#define ICMP_STATS 0
#define UDP_STATS 0
#define TCP_STATS 0
#define SYS_STATS 0

#endif
