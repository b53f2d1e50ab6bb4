// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <unistd.h>

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
  for (const char* path : system_files) {
    if (::access(path, R_OK) == 0) return path;
  }
  return system_files.front();
}

PosixAuthorities::PosixAuthorities(const char* path) {
  const posix::Descriptor file{::open(path, O_RDONLY | O_CLOEXEC)};
  if (!file) {
    native_code_ = errno;
    return;
  }
  for (std::size_t size = 0;;) {
    text_.resize(size + piece_size);
    const ssize_t count = ::read(file.number(), text_.data() + size, piece_size);
    if (count > 0) {
      size += static_cast<std::size_t>(count);
    } else if (count == 0 || errno != EINTR) {
      if (count < 0) native_code_ = errno;
      text_.resize(count < 0 ? 0 : size);
      return;
    }
  }
}

}  // namespace postino
