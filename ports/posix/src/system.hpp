// SPDX-License-Identifier: MIT
/// Private. The BSD sockets API, from the operating system or from lwIP.
///
/// POSTINO_LWIP_SOCKETS: 1 builds the socket over lwIP's sockets API (2.1 or later), which has
/// neither threads nor pipes: names are then looked up in the calling thread and block it. lwIP's
/// options have to be LWIP_SOCKET 1, LWIP_SO_RCVTIMEO 1, LWIP_DNS 1, LWIP_SO_LINGER 1,
/// LWIP_SOCKET_POLL 1, LWIP_POSIX_SOCKETS_IO_NAMES 1 and LWIP_COMPAT_SOCKETS 2 (functions: its
/// macros named connect() and close() would rename methods).
#pragma once

#ifndef POSTINO_LWIP_SOCKETS
#define POSTINO_LWIP_SOCKETS 0
#endif

#if POSTINO_LWIP_SOCKETS
#include <lwip/errno.h>
#include <lwip/netdb.h>
#include <lwip/sockets.h>
#include <lwip/sys.h>
#else
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#endif

#if POSTINO_LWIP_SOCKETS && !LWIP_IPV6
#define POSTINO_POSIX_IPV6 0
#else
#define POSTINO_POSIX_IPV6 1
#endif

namespace postino::posix {

#ifdef MSG_MORE
inline constexpr int more_follows = MSG_MORE;
#else
inline constexpr int more_follows = 0;
#endif

/// Whether a non-blocking call only has nothing to do now.
constexpr bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace postino::posix
