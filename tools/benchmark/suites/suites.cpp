// SPDX-License-Identifier: MIT
// What Mbed TLS takes to encrypt, in records of 16 KB. Alone it prints how many MB a second of CPU
// time each suite does: the best of some runs, since others use the machine too. `tls_suites SUITE
// MB` encrypts so much once, for who measures the whole process.
#include <mbedtls/chachapoly.h>
#include <mbedtls/gcm.h>

#include <array>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t record = 16384;
constexpr std::size_t records_per_mb = (1U << 20) / record;
constexpr std::size_t records = 512;
constexpr int runs = 9;

/// What the command line asks for; of no suite: all of them, for their speed.
struct Asked {
  std::string_view suite{};
  std::size_t records = 0;
  bool done = false;
};

struct Buffers {
  std::vector<unsigned char> plain = std::vector<unsigned char>(record, 'x');
  std::vector<unsigned char> cipher = std::vector<unsigned char>(record);
  std::array<unsigned char, 12> nonce{};
  std::array<unsigned char, 13> header{};
  std::array<unsigned char, 16> tag{};
  std::array<unsigned char, 32> key{};
};

template <class Encrypt>
bool encrypt_all(std::size_t count, Encrypt encrypt) {
  for (std::size_t i = 0; i < count; ++i) {
    if (encrypt() != 0) return false;
  }
  return true;
}

template <class Encrypt>
void measure(const char* suite, Encrypt encrypt) {
  double best = 0;
  for (int run = 0; run < runs; ++run) {
    const std::clock_t begin = std::clock();
    if (!encrypt_all(records, encrypt)) return;
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const double speed = record * records / 1e6 / seconds;
    if (speed > best) best = speed;
  }
  std::cout << suite << ": " << static_cast<int>(best) << " MB/s\n";
}

template <class Encrypt>
void serve(Asked& asked, const char* suite, Encrypt encrypt) {
  if (asked.suite.empty()) return measure(suite, encrypt);
  if (asked.suite == suite) asked.done = encrypt_all(asked.records, encrypt);
}

void serve_gcm(Asked& asked, const char* suite, unsigned key_bits, Buffers& b) {
  mbedtls_gcm_context gcm;
  mbedtls_gcm_init(&gcm);
  if (mbedtls_gcm_setkey(&gcm, MBEDTLS_CIPHER_ID_AES, b.key.data(), key_bits) == 0) {
    serve(asked, suite, [&] {
      return mbedtls_gcm_crypt_and_tag(&gcm, MBEDTLS_GCM_ENCRYPT, record, b.nonce.data(),
                                       b.nonce.size(), b.header.data(), b.header.size(),
                                       b.plain.data(), b.cipher.data(), b.tag.size(), b.tag.data());
    });
  }
  mbedtls_gcm_free(&gcm);
}

void serve_chacha(Asked& asked, const char* suite, Buffers& b) {
  mbedtls_chachapoly_context chacha;
  mbedtls_chachapoly_init(&chacha);
  mbedtls_chachapoly_setkey(&chacha, b.key.data());
  serve(asked, suite, [&] {
    return mbedtls_chachapoly_encrypt_and_tag(&chacha, record, b.nonce.data(), b.header.data(),
                                              b.header.size(), b.plain.data(), b.cipher.data(),
                                              b.tag.data());
  });
  mbedtls_chachapoly_free(&chacha);
}

}  // namespace

int main(int count, char** words) {
  Asked asked;
  if (count == 3) {
    asked.suite = words[1];
    asked.records = records_per_mb * std::strtoul(words[2], nullptr, 10);
  } else if (count != 1) {
    std::cerr << "usage: tls_suites [SUITE MB]\n";
    return EXIT_FAILURE;
  }
  Buffers buffers;
  serve_gcm(asked, "AES-128-GCM", 128, buffers);
  serve_gcm(asked, "AES-256-GCM", 256, buffers);
  serve_chacha(asked, "ChaCha20-Poly1305", buffers);
  return asked.suite.empty() || asked.done ? EXIT_SUCCESS : EXIT_FAILURE;
}
