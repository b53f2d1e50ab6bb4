// SPDX-License-Identifier: MIT
/// How the anchors reach Mbed TLS. Both ways have the same functions:
///
///     int offer(config, settings);  // 0, or Mbed TLS's number; `settings` is borrowed
///     bool have(leaf) const;        // whether the server's own certificate is one of them
///     void init();
///     void free();
#pragma once

#include <mbedtls/build_info.h>

#if defined(MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK)
#include "anchors_on_demand.hpp"
namespace postino::detail {
using Anchors = AnchorsOnDemand;
}
#else
#include "anchors_up_front.hpp"
namespace postino::detail {
using Anchors = AnchorsUpFront;
}
#endif
