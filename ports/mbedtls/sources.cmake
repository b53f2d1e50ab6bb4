# SPDX-License-Identifier: MIT
# Every source of the port, for CMakeLists.txt here and for tests/size.
set(postino_mbedtls_sources
    src/address.cpp
    src/arena.cpp
    src/certificates.cpp
    src/check.cpp
    src/dates.cpp
    src/engine.cpp
    src/exporter.cpp
    src/faults.cpp
    src/hash.cpp
    src/identity.cpp
    src/judge.cpp
    src/psa_random.cpp
    src/random.cpp
    src/resumption.cpp
    src/session.cpp
    src/transport.cpp
    src/wire.cpp)
