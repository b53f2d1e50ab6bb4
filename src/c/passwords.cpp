// SPDX-License-Identifier: MIT
#include "postino/c/mechanism.h"
#include "postino/mechanism.hpp"

// Constants with addresses of C++ objects: casts, and no code that runs at start-up.
const postino_mechanism* const postino_passwords[2] = {
    reinterpret_cast<const postino_mechanism*>(&postino::sasl::plain),
    reinterpret_cast<const postino_mechanism*>(&postino::sasl::login)};
