// SPDX-License-Identifier: MIT
/// What handshake_meter.cpp looks at. The images that have it are those of client_tls.cpp with
/// another poll_client().
#pragma once

#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_transport.hpp"

namespace board {

postino::MbedTransport& tls_transport();
/// After prepare_client() only.
postino::MbedHeap& tls_heap();

}  // namespace board
