// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "postino/posix_file_source.hpp"

namespace postino {
namespace {

/// Whether a read would not block: there are octets, the end, or an error.
bool readable(int descriptor) {
  pollfd watched{.fd = descriptor, .events = POLLIN, .revents = {}};
  return ::poll(&watched, 1, 0) > 0;
}

}  // namespace

// O_NONBLOCK lets a named pipe be opened before anybody writes to it.
FileSource::FileSource(const char* path, std::span<char> ahead)
    : own_{::open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)},
      descriptor_{own_.number()},
      ahead_{ahead} {
  if (opened()) {
    look();
  } else {
    native_code_ = errno;
  }
}

FileSource::FileSource(int descriptor, std::span<char> ahead)
    : descriptor_{descriptor}, ahead_{ahead} {
  look();
}

void FileSource::look() {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    native_code_ = errno;
    descriptor_ = -1;  // which has neither a kind nor a place
  }
  regular_ = S_ISREG(status.st_mode);
  start_ = ::lseek(descriptor_, 0, SEEK_CUR);
}

Transfer FileSource::read(std::span<char> into) {
  if (!regular_ && !readable(descriptor_)) return Transfer::pending();
  const ssize_t count = ::read(descriptor_, into.data(), into.size());
  if (count < 0) {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return Transfer::pending();
    native_code_ = errno;
    return Transfer::failed();
  }
  touched_ = true;
  ended_ = count == 0;
  return ended_ ? Transfer::end() : Transfer::octets(static_cast<std::size_t>(count));
}

Transfer FileSource::pull(std::span<char> into) {
  if (!opened()) return Transfer::failed();
  if (into.empty()) return ended_ ? Transfer::end() : Transfer::pending();
  if (unread_.empty()) {
    if (ended_) return Transfer::end();
    if (into.size() >= ahead_.size()) return read(into);
    const Transfer got = read(ahead_);
    if (got.count() == 0) return got;
    unread_ = ahead_.first(got.count());
  }
  const std::size_t size = std::min(into.size(), unread_.size());
  std::copy_n(unread_.begin(), size, into.begin());
  unread_ = unread_.subspan(size);
  return Transfer::octets(size);
}

bool FileSource::rewind() {
  if (!opened()) return false;
  if (!touched_) return true;
  if (start_ < 0) return false;
  if (::lseek(descriptor_, start_, SEEK_SET) < 0) {
    native_code_ = errno;
    return false;
  }
  ended_ = false;
  unread_ = {};
  return true;
}

std::uint32_t FileSource::size() const {
  struct stat status {};
  if (!regular_ || start_ < 0 || ::fstat(descriptor_, &status) != 0) return unknown_size;
  const std::int64_t octets = status.st_size - start_;
  if (octets < 0 || octets >= static_cast<std::int64_t>(unknown_size)) return unknown_size;
  return static_cast<std::uint32_t>(octets);
}

}  // namespace postino
