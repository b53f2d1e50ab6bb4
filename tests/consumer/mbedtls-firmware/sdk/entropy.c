// SPDX-License-Identifier: MIT
/* The SDK's part of MBEDTLS_ENTROPY_HARDWARE_ALT, here with what the host has. */
#include <mbedtls/build_info.h>
#include <sys/random.h>

int mbedtls_hardware_poll(void* data, unsigned char* output, size_t size, size_t* length);

int mbedtls_hardware_poll(void* data, unsigned char* output, size_t size, size_t* length) {
  (void)data;
  *length = size;
  return getrandom(output, size, 0) == (ssize_t)size ? 0 : -1;
}
