// SPDX-License-Identifier: MIT
// C's settings are those of C++, for each processor that this is compiled for.
#include "postino/c/mbedtls.h"
#include "postino/mbedtls_hash.hpp"
#include "postino/mbedtls_settings.hpp"

namespace postino::c {
namespace {

#define POSTINO_PLACED(member) \
  static_assert(offsetof(postino_mbedtls_settings, member) == offsetof(MbedSettings, member))

POSTINO_PLACED(anchors);
POSTINO_PLACED(pins);
POSTINO_PLACED(clock);
POSTINO_PLACED(build_time);
POSTINO_PLACED(dates_unchecked);
POSTINO_PLACED(common_name_counts);
POSTINO_PLACED(unverified);
POSTINO_PLACED(certificate);
POSTINO_PLACED(key);
POSTINO_PLACED(versions);
POSTINO_PLACED(small_records);
POSTINO_PLACED(trace);
POSTINO_PLACED(session);
POSTINO_PLACED(session_key);
POSTINO_PLACED(session_uses);
#undef POSTINO_PLACED

static_assert(sizeof(postino_mbedtls_settings) == sizeof(MbedSettings));
static_assert(sizeof(postino_pem_or_der) == sizeof(MbedPemOrDer));
static_assert(sizeof(postino_pin) == sizeof(MbedPin));
static_assert(POSTINO_TLS_VERSIONS_ALL == static_cast<int>(MbedVersions::All));
static_assert(POSTINO_TLS_VERSIONS_ONLY_12 == static_cast<int>(MbedVersions::Only12));
static_assert(POSTINO_TLS_VERSIONS_ONLY_13 == static_cast<int>(MbedVersions::Only13));
static_assert(POSTINO_MBEDTLS_MD5 == static_cast<int>(MbedHash::Algorithm::Md5));
static_assert(POSTINO_MBEDTLS_SHA1 == static_cast<int>(MbedHash::Algorithm::Sha1));
static_assert(POSTINO_MBEDTLS_SHA256 == static_cast<int>(MbedHash::Algorithm::Sha256));

}  // namespace
}  // namespace postino::c
