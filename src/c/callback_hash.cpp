// SPDX-License-Identifier: MIT
#include "postino/c/crypto.h"
#include "postino/c/storage.hpp"
#include "postino/keyed_hash.hpp"

namespace postino::c {
namespace {

[[nodiscard]] postino_text text_of(std::string_view octets) {
  return {octets.data(), octets.size()};
}

class CallbackHash final : public KeyedHash {
 public:
  CallbackHash(const postino_hash_calls* calls, void* context) : calls_{calls}, context_{context} {}

  [[nodiscard]] std::size_t size() const override { return calls_->digest_size; }
  bool hash(std::string_view octets, std::span<char> digest) override {
    return calls_->hash(context_, text_of(octets), digest.data());
  }
  bool begin(std::string_view key) override { return calls_->begin(context_, text_of(key)); }
  bool update(std::string_view octets) override {
    return calls_->update(context_, text_of(octets));
  }
  bool finish(std::span<char> digest) override { return calls_->finish(context_, digest.data()); }
  bool iterate(std::string_view key, std::span<char> last, std::span<char> sum,
               std::uint32_t rounds) override {
    for (; rounds != 0; --rounds) {
      if (!begin(key) || !update({last.data(), last.size()}) || !finish(last)) return false;
      for (std::size_t i = 0; i != last.size(); ++i) sum[i] = static_cast<char>(sum[i] ^ last[i]);
    }
    return true;
  }

 private:
  const postino_hash_calls* calls_;
  void* context_;
};

}  // namespace
}  // namespace postino::c

postino_fault postino_callback_hash_init(postino_callback_hash* hash, size_t size,
                                         const postino_hash_calls* calls, void* context) {
  const bool complete = calls != nullptr && calls->hash != nullptr && calls->begin != nullptr &&
                        calls->update != nullptr && calls->finish != nullptr;
  if (!complete) return POSTINO_FAULT_NULL_POINTER;
  if (calls->digest_size > postino::KeyedHash::max_size) return POSTINO_FAULT_STORAGE_TOO_SMALL;
  return postino::c::make<postino::c::CallbackHash>(hash, size, calls, context);
}
