// SPDX-License-Identifier: MIT
/// Texts, and the room that an object of the library lies in.
///
///     postino_server relay = POSTINO_SERVER_INIT;
///     relay.host = postino_text_of("mail.plant.example");
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Structures that the library reads as its own types of C++: a compiler that optimises the whole
/// program must not take the two for strangers.
#if defined(__GNUC__)
#define POSTINO_SHARED __attribute__((__may_alias__))
#else
#define POSTINO_SHARED
#endif

/// 1: packets end in a canary, and a client knows whether it was initialised. Set by the build for
/// the library and its users alike (CMake: POSTINO_PACKET_CANARIES).
#ifndef POSTINO_PACKET_CANARIES
#define POSTINO_PACKET_CANARIES 0
#endif

/// Size of an object whose pointers have 32 or 64 bits, in bytes.
#define POSTINO_SIZE(narrow, wide) (sizeof(void*) == 8 ? (wide) : (narrow))
/// As many words as hold `size` bytes; objects are aligned as these are.
#define POSTINO_WORDS(size) (((size) + 7) / 8)
/// As many pointers as hold what follows the first one of `size` bytes.
#define POSTINO_MORE(size) (((size) + sizeof(void*) - 1) / sizeof(void*) - 1)
/// The same in words, where an object needs to be aligned as they are.
#define POSTINO_MORE_WORDS(size) (POSTINO_WORDS(size) - 1)

/// UTF-8 that the caller keeps alive and unchanged until the message has its report. No NUL ends
/// it. `data` may be NULL where `size` is 0.
typedef struct POSTINO_SHARED postino_text {
  const char* data;
  size_t size;
} postino_text;

/// A literal, also for what is static: `{POSTINO_TEXT("ops@plant.example"), POSTINO_TEXT("")}`.
#define POSTINO_TEXT(literal) \
  { (literal), sizeof(literal) - 1 }
#define POSTINO_TEXT_INIT \
  { NULL, 0 }

/// Returns `text` up to its NUL, borrowed; an empty text for NULL.
static inline postino_text postino_text_of(const char* text) {
  postino_text found = POSTINO_TEXT_INIT;
  found.data = text;
  if (text != NULL) {
    while (text[found.size] != '\0') ++found.size;
  }
  return found;
}
