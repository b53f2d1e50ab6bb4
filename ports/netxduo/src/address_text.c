// SPDX-License-Identifier: MIT
#include "address_text.h"

/// Writes `number`, without zeros in front, and returns where it ends.
static CHAR* write_number(CHAR* into, unsigned number, unsigned base) {
  unsigned unit = 1;
  while (number / unit >= base) unit *= base;
  for (; unit != 0; unit /= base) *into++ = "0123456789abcdef"[number / unit % base];
  return into;
}

#ifndef NX_DISABLE_IPV4
static void write_v4(ULONG address, CHAR* into) {
  for (unsigned shift = 32; shift != 0;) {
    shift -= 8;
    into = write_number(into, (unsigned)(address >> shift & 0xff), 10);
    *into++ = shift != 0 ? '.' : '\0';
  }
}
#endif

#ifdef FEATURE_NX_IPV6
static void write_v6(const ULONG* words, CHAR* into) {
  for (unsigned group = 0; group != 8; ++group) {
    const ULONG word = words[group / 2];
    into = write_number(into, (unsigned)((group % 2 == 0 ? word >> 16 : word) & 0xffff), 16);
    *into++ = group != 7 ? ':' : '\0';
  }
}
#endif

bool nx_smtp_postino_address(const NXD_ADDRESS* address, CHAR* into) {
#ifndef NX_DISABLE_IPV4
  if (address->nxd_ip_version == NX_IP_VERSION_V4) {
    write_v4(address->nxd_ip_address.v4, into);
    return true;
  }
#endif
#ifdef FEATURE_NX_IPV6
  if (address->nxd_ip_version == NX_IP_VERSION_V6) {
    write_v6(address->nxd_ip_address.v6, into);
    return true;
  }
#endif
  return false;
}
