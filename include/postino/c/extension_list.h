// SPDX-License-Identifier: MIT
/// The extensions that may be used with a server.
///
///     static const postino_extension *list[1];
///     list[0] = postino_chunking();
///     relay.extensions = postino_extensions_of(list, 1);
#pragma once

#include "postino/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/// An extension. Its content is the library's.
typedef struct postino_extension {
  const void* is;
} postino_extension;

/// None, or what postino_extensions_of() returned.
typedef struct POSTINO_SHARED postino_extensions {
  const postino_extension* const* list;
  size_t count;
  const void* calls;
} postino_extensions;

/// Returns the list of these, which are borrowed for as long as the server is.
postino_extensions postino_extensions_of(const postino_extension* const* list, size_t count);

#ifdef __cplusplus
}
#endif
