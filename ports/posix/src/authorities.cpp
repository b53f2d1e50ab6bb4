// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "postino/posix/descriptor.hpp"
#include "postino/posix_authorities.hpp"

namespace postino {
namespace {

constexpr std::array system_files = {
    "/etc/ssl/certs/ca-certificates.crt",  // Debian, Arch, Gentoo
    "/etc/pki/tls/certs/ca-bundle.crt",    // Fedora and RHEL
    "/etc/ssl/ca-bundle.pem",              // openSUSE
    "/etc/ssl/cert.pem",                   // Alpine, the BSDs, macOS
};

constexpr std::size_t piece_size = 65536;

}  // namespace

const char* PosixAuthorities::system_file() {
  const auto found = std::find_if(system_files.begin(), system_files.end(),
                                  [](const char* path) { return ::access(path, R_OK) == 0; });
  return found != system_files.end() ? *found : system_files.front();
}

PosixAuthorities::PosixAuthorities(const char* path) {
  const posix::Descriptor file{::open(path, O_RDONLY | O_CLOEXEC)};
  ssize_t count = file ? 1 : -1;
  for (std::size_t size = 0; count > 0; text_.resize(size)) {
    text_.resize(size + piece_size);
    do {
      count = ::read(file.number(), text_.data() + size, piece_size);
    } while (count < 0 && errno == EINTR);
    if (count > 0) size += static_cast<std::size_t>(count);
  }
  if (count < 0) {
    native_code_ = errno;
    text_.clear();
  }
}

}  // namespace postino
