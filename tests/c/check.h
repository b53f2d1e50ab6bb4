// SPDX-License-Identifier: MIT
/// Checks of the test programs in C.
#pragma once

#include <stdio.h>
#include <string.h>

#include "postino.h"

/// Ends the function with 1, and says where, unless `condition` holds.
#define CHECK(condition)                                                            \
  do {                                                                              \
    if (!(condition)) {                                                             \
      (void)fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      return 1;                                                                     \
    }                                                                               \
  } while (false)

/// Whether `text` is `wanted`.
static inline bool is(postino_text text, const char* wanted) {
  return text.size == strlen(wanted) && memcmp(text.data, wanted, text.size) == 0;
}

/// Prints what became of a message; returns whether it was accepted.
static inline bool accepted(const postino_report* report) {
  const postino_text outcome = postino_outcome_name(report->outcome);
  const postino_text fault = postino_fault_name(report->error.fault);
  (void)printf("%.*s %.*s %d: %.*s\n", (int)outcome.size, outcome.data, (int)fault.size, fault.data,
               (int)report->error.code, (int)report->text.size, report->text.data);
  return report->outcome == POSTINO_OUTCOME_ACCEPTED;
}
