// SPDX-License-Identifier: MIT
// How the address sanitizer runs where it runs a hundred thousand times: each block's history is
// short, and blocks are used again soon.

extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
  return "malloc_context_size=2:quarantine_size_mb=8";
}
