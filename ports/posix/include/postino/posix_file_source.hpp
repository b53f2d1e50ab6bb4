// SPDX-License-Identifier: MIT
/// Files, pipes and terminals as a Source.
#pragma once

#include <cstdint>
#include <span>

#include "postino/posix/descriptor.hpp"
#include "postino/source.hpp"

namespace postino {

/// Octets of a file, from where it stands when the source is made. A regular file is read directly,
/// which may block for as long as its disk takes. Anything else is asked with `poll(2)` first and
/// is pending() while it has nothing, so that a pipe or a terminal never blocks, and its flags,
/// which standard input shares with other processes, stay as they are.
///
/// `ahead` is what is read at once, borrowed for the source's life: a composer asks for half a
/// packet, then for half of what is left, and each of these is a system call where there is none.
class FileSource final : public Source {
 public:
  /// Opens `path` for reading; opened() tells whether that worked.
  explicit FileSource(const char* path, std::span<char> ahead = {});
  /// Reads `descriptor`, borrowed for the source's life: 0 is standard input.
  explicit FileSource(int descriptor, std::span<char> ahead = {});
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() = default;

  /// Whether there is anything to read from; native_code() says why not.
  [[nodiscard]] bool opened() const { return descriptor_ >= 0; }
  /// errno of the last open, read or seek that failed; 0 when none did.
  [[nodiscard]] int native_code() const { return native_code_; }

  Transfer pull(std::span<char> into) override;
  /// Possible for what can seek, and for anything that no octet was read from yet.
  bool rewind() override;
  /// Known for regular files under 4 GiB.
  [[nodiscard]] std::uint32_t size() const override;

 private:
  void look();
  Transfer read(std::span<char> into);

  posix::Descriptor own_{};
  int descriptor_;
  std::span<char> ahead_;
  std::span<const char> unread_{};  ///< Of `ahead_`.
  int native_code_ = 0;
  std::int64_t start_ = -1;  ///< Where the first octet is; -1 when it can't seek.
  bool regular_ = false;
  bool touched_ = false;  ///< Something was read, or the end was met.
  bool ended_ = false;
};

}  // namespace postino
