// SPDX-License-Identifier: MIT
// RFC 8446 6 and B.2; RFC 5246 7.2 for those that TLS 1.3 no longer has; RFC 7507, RFC 6066 9.
#include "postino/mbedtls_alert.hpp"

#include <cstdint>

namespace postino {
namespace {

struct Alert {
  std::uint8_t number;
  std::string_view name;
};

constexpr Alert alerts[] = {{0, "close_notify"},
                            {10, "unexpected_message"},
                            {20, "bad_record_mac"},
                            {21, "decryption_failed"},
                            {22, "record_overflow"},
                            {30, "decompression_failure"},
                            {40, "handshake_failure"},
                            {41, "no_certificate"},
                            {42, "bad_certificate"},
                            {43, "unsupported_certificate"},
                            {44, "certificate_revoked"},
                            {45, "certificate_expired"},
                            {46, "certificate_unknown"},
                            {47, "illegal_parameter"},
                            {48, "unknown_ca"},
                            {49, "access_denied"},
                            {50, "decode_error"},
                            {51, "decrypt_error"},
                            {60, "export_restriction"},
                            {70, "protocol_version"},
                            {71, "insufficient_security"},
                            {80, "internal_error"},
                            {86, "inappropriate_fallback"},
                            {90, "user_canceled"},
                            {100, "no_renegotiation"},
                            {109, "missing_extension"},
                            {110, "unsupported_extension"},
                            {111, "certificate_unobtainable"},
                            {112, "unrecognized_name"},
                            {113, "bad_certificate_status_response"},
                            {114, "bad_certificate_hash_value"},
                            {115, "unknown_psk_identity"},
                            {116, "certificate_required"},
                            {120, "no_application_protocol"}};

}  // namespace

std::string_view mbed_alert_name(int number) {
  for (const Alert& alert : alerts) {
    if (alert.number == number) return alert.name;
  }
  return {};
}

}  // namespace postino
