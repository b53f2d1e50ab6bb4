// SPDX-License-Identifier: MIT
// The login of image.cpp: POSTINO_IMAGE_LOGIN is the default one, or one of the mechanisms
// is named by its macro, and stands alone then.
#pragma once

#include <cstdint>
#include <span>

#include "postino/cram_md5.hpp"
#include "postino/external.hpp"
#include "postino/oauth.hpp"
#include "postino/scram.hpp"

namespace {

std::uint32_t volatile outcome;

/// Do nothing, but the linker can't know: where the calls of a real cryptography would begin.
class DummyHash final : public postino::KeyedHash {
 public:
  std::size_t size() const override { return outcome; }
  bool hash(std::string_view, std::span<char>) override { return outcome != 0; }
  bool begin(std::string_view) override { return outcome != 0; }
  bool update(std::string_view) override { return outcome != 0; }
  bool finish(std::span<char>) override { return outcome != 0; }
  bool iterate(std::string_view, std::span<char>, std::span<char>, std::uint32_t) override {
    return outcome != 0;
  }
};
class DummyRandom final : public postino::RandomSource {
 public:
  bool fill(std::span<char>) override { return outcome != 0; }
};
class DummyBinding final : public postino::ChannelBinding {
 public:
  bool tls_exporter(std::span<char, octets>) override { return outcome != 0; }
};

[[maybe_unused]] constinit DummyHash dummy_hash;
[[maybe_unused]] constinit DummyRandom dummy_random;
[[maybe_unused]] constinit DummyBinding dummy_binding;

#if defined(POSTINO_IMAGE_PLAIN)
constinit const postino::Mechanism* const list[] = {&postino::sasl::plain};
#elif defined(POSTINO_IMAGE_XOAUTH2)
constinit const postino::Mechanism* const list[] = {&postino::sasl::xoauth2};
#elif defined(POSTINO_IMAGE_OAUTHBEARER)
constinit const postino::Mechanism* const list[] = {&postino::sasl::oauth_bearer};
#elif defined(POSTINO_IMAGE_EXTERNAL)
constinit const postino::Mechanism* const list[] = {&postino::sasl::external};
#elif defined(POSTINO_IMAGE_CRAM_MD5)
constinit postino::sasl::CramMd5Exchange exchange{dummy_hash};
constinit const postino::sasl::CramMd5 cram_md5{exchange};
constinit const postino::Mechanism* const list[] = {&cram_md5};
#elif defined(POSTINO_IMAGE_SCRAM)
constinit postino::sasl::ScramExchange exchange{dummy_hash, dummy_random};
constinit const postino::sasl::Scram scram{exchange};
constinit const postino::Mechanism* const list[] = {&scram};
#elif defined(POSTINO_IMAGE_STRONGEST)
constinit postino::sasl::Strongest strongest{dummy_hash, dummy_random, &dummy_binding};
constexpr auto list = strongest.mechanisms();
#elif defined(POSTINO_IMAGE_SMALL) || defined(POSTINO_IMAGE_SMALL_TLS)
/// PLAIN and LOGIN are their own.
constexpr std::span<const postino::Mechanism* const> list{};
#else
constexpr auto& list = postino::sasl::passwords;
#endif

constexpr postino::Login login{.user = "node7",
                               .password = "secret",
                               .token = "secret",
                               .mechanisms = list,
                               .allow_clear_text = true};

}  // namespace
