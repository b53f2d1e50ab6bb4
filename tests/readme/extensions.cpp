// SPDX-License-Identifier: MIT
#include <unistd.h>  // alarm(2) and its like: no example clashes with them (P04)

#include "postino/postino.hpp"

#include "extensions.inc"
