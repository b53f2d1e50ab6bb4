// SPDX-License-Identifier: MIT
// Runs repeat one another to the octet, and so do their points on the curve. What was computed once
// from the same numbers is looked up, which makes a handshake ten times as fast; all else of Mbed
// TLS runs as it is.
#include <mbedtls/ecp.h>

#include <string>
#include <unordered_map>

#include "campaign/repeatable_random.hpp"

namespace postino::test {
namespace {

using Random = int (*)(void*, unsigned char*, std::size_t);

constexpr std::size_t max_point_size = 1 + 2 * 66;

std::string& key_begun(const mbedtls_ecp_group* group) {
  static std::string key;
  key.assign(1, static_cast<char>(group->id));
  return key;
}

void add(std::string& key, const mbedtls_mpi* number) {
  char octets[66];
  mbedtls_mpi_write_binary(number, reinterpret_cast<unsigned char*>(octets), sizeof octets);
  key.append(octets, sizeof octets);
}

bool octets_of(const mbedtls_ecp_group* group, const mbedtls_ecp_point* point, std::string& into) {
  unsigned char octets[max_point_size];
  std::size_t size = 0;
  if (mbedtls_ecp_point_write_binary(group, point, MBEDTLS_ECP_PF_UNCOMPRESSED, &size, octets,
                                     sizeof octets) != 0) {
    return false;
  }
  into.append(reinterpret_cast<const char*>(octets), size);
  return true;
}

/// For what hides the steps of a computation: a client's own numbers must not depend on whether
/// there was any.
int blind(void*, unsigned char* into, std::size_t count) {
  static RepeatableRandom random{0};
  return random.fill({reinterpret_cast<char*>(into), count}) ? 0 : -1;
}

/// `compute` into `result`, unless it is known what that gives.
template <class Compute>
int looked_up(const std::string& key, const mbedtls_ecp_group* group, mbedtls_ecp_point* result,
              Compute compute) {
  static std::unordered_map<std::string, std::string> known;
  const auto found = known.find(key);
  if (found != known.end()) {
    return mbedtls_ecp_point_read_binary(
        group, result, reinterpret_cast<const unsigned char*>(found->second.data()),
        found->second.size());
  }
  const std::string own_key = key;
  const int code = compute();
  std::string octets;
  if (code == 0 && octets_of(group, result, octets)) known.emplace(own_key, octets);
  return code;
}

}  // namespace
}  // namespace postino::test

using postino::test::Random;

extern "C" {

int __real_mbedtls_ecp_mul_restartable(mbedtls_ecp_group*, mbedtls_ecp_point*, const mbedtls_mpi*,
                                       const mbedtls_ecp_point*, Random, void*,
                                       mbedtls_ecp_restart_ctx*);
int __real_mbedtls_ecp_muladd_restartable(mbedtls_ecp_group*, mbedtls_ecp_point*,
                                          const mbedtls_mpi*, const mbedtls_ecp_point*,
                                          const mbedtls_mpi*, const mbedtls_ecp_point*,
                                          mbedtls_ecp_restart_ctx*);

int __wrap_mbedtls_ecp_mul_restartable(mbedtls_ecp_group* group, mbedtls_ecp_point* result,
                                       const mbedtls_mpi* m, const mbedtls_ecp_point* p, Random,
                                       void*, mbedtls_ecp_restart_ctx* restart) {
  std::string& key = postino::test::key_begun(group);
  postino::test::add(key, m);
  postino::test::octets_of(group, p, key);
  return postino::test::looked_up(key, group, result, [&] {
    return __real_mbedtls_ecp_mul_restartable(group, result, m, p, postino::test::blind, nullptr,
                                              restart);
  });
}

int __wrap_mbedtls_ecp_mul(mbedtls_ecp_group* group, mbedtls_ecp_point* result,
                           const mbedtls_mpi* m, const mbedtls_ecp_point* p, Random random,
                           void* state) {
  return __wrap_mbedtls_ecp_mul_restartable(group, result, m, p, random, state, nullptr);
}

int __wrap_mbedtls_ecp_muladd_restartable(mbedtls_ecp_group* group, mbedtls_ecp_point* result,
                                          const mbedtls_mpi* m, const mbedtls_ecp_point* p,
                                          const mbedtls_mpi* n, const mbedtls_ecp_point* q,
                                          mbedtls_ecp_restart_ctx* restart) {
  std::string& key = postino::test::key_begun(group);
  for (const mbedtls_mpi* const number : {m, n}) postino::test::add(key, number);
  for (const mbedtls_ecp_point* const point : {p, q}) postino::test::octets_of(group, point, key);
  return postino::test::looked_up(key, group, result, [&] {
    return __real_mbedtls_ecp_muladd_restartable(group, result, m, p, n, q, restart);
  });
}

int __wrap_mbedtls_ecp_gen_key(mbedtls_ecp_group_id id, mbedtls_ecp_keypair* pair, Random random,
                               void* state) {
  mbedtls_ecp_group& group = pair->MBEDTLS_PRIVATE(grp);
  int code = mbedtls_ecp_group_load(&group, id);
  if (code == 0) code = mbedtls_ecp_gen_privkey(&group, &pair->MBEDTLS_PRIVATE(d), random, state);
  if (code != 0) return code;
  return __wrap_mbedtls_ecp_mul_restartable(&group, &pair->MBEDTLS_PRIVATE(Q),
                                            &pair->MBEDTLS_PRIVATE(d), &group.G, random, state,
                                            nullptr);
}

}  // extern "C"
