// SPDX-License-Identifier: MIT
#include "c/transfer.hpp"
#include "postino/c/storage.hpp"
#include "postino/source.hpp"

namespace postino::c {
namespace {

class CallbackSource final : public Source {
 public:
  CallbackSource(postino_pull puller, void* context, std::uint32_t octets)
      : pull_{puller}, context_{context}, octets_{octets} {}

  Transfer pull(std::span<char> into) override {
    const Transfer got =
        transfer_of(pull_(context_, offset_, into.data(), into.size()), into.size());
    offset_ += static_cast<std::uint32_t>(got.count());
    return got;
  }
  bool rewind() override {
    offset_ = 0;
    return true;
  }
  [[nodiscard]] std::uint32_t size() const override { return octets_; }

 private:
  postino_pull pull_;
  void* context_;
  std::uint32_t octets_;
  std::uint32_t offset_ = 0;
};

}  // namespace
}  // namespace postino::c

postino_fault postino_callback_source_init(postino_callback_source* source, size_t size,
                                           postino_pull pull, void* context, uint32_t octets) {
  if (pull == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return postino::c::make<postino::c::CallbackSource>(source, size, pull, context, octets);
}
