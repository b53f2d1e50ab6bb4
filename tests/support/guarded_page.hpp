// SPDX-License-Identifier: MIT
/// Memory next to which there is none.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <span>
#include <string_view>

namespace postino::test {

/// A page between two that may not be touched: an octet read or written next to it ends the
/// program, with sanitizers and without.
class GuardedPage {
 public:
  GuardedPage() {
    void* const pages = mmap(nullptr, 3 * size_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) std::abort();
    pages_ = static_cast<char*>(pages);
    if (mprotect(pages_ + size_, size_, PROT_READ | PROT_WRITE) != 0) std::abort();
  }
  GuardedPage(const GuardedPage&) = delete;
  GuardedPage& operator=(const GuardedPage&) = delete;
  ~GuardedPage() { munmap(pages_, 3 * size_); }

  [[nodiscard]] std::span<char> octets() const { return {pages_ + size_, size_}; }

  /// `text` at the page's front, and at its end; it fits.
  [[nodiscard]] std::string_view at_front(std::string_view text) const {
    return copied(text, octets().first(text.size()));
  }
  [[nodiscard]] std::string_view at_end(std::string_view text) const {
    return copied(text, octets().last(text.size()));
  }

 private:
  static std::string_view copied(std::string_view text, std::span<char> place) {
    std::copy(text.begin(), text.end(), place.begin());
    return {place.data(), place.size()};
  }

  std::size_t size_ = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  char* pages_ = nullptr;
};

}  // namespace postino::test
