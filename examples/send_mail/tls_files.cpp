// SPDX-License-Identifier: MIT
#include "tls_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "failure.hpp"
#include "postino/posix/descriptor.hpp"
#include "postino/posix_authorities.hpp"

namespace postino::demo {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw Failure{Exit::NoInput, path + ": " + std::strerror(errno)};
}

std::string contents_of(const std::string& path) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  if (file) file.peek();
  if (file.bad() || !file.is_open()) fail(path);
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string authorities_of(const Options& options) {
  if (options.insecure || (options.ca.empty() && options.embedded())) return {};
  return contents_of(options.ca.empty() ? PosixAuthorities::system_file() : options.ca);
}

bool write_all(int descriptor, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t count = ::write(descriptor, octets.data(), octets.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) octets.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

TlsFiles read_tls_files(const Options& options) {
  if (options.security == Security::None) return {};
  TlsFiles files;
  files.authorities = authorities_of(options);
  if (options.certificate.empty()) return files;
  files.certificate = contents_of(options.certificate);
  files.key = options.key.empty() ? files.certificate : contents_of(options.key);
  return files;
}

std::string load_session(const std::string& path) {
  if (path.empty() || ::access(path.c_str(), F_OK) != 0) return {};
  return contents_of(path);
}

void save_session(const std::string& path, const std::string& session) {
  // Never a moment in which it is half there, or there for others.
  std::string fresh = path + ".XXXXXX";
  const posix::Descriptor file{::mkostemp(fresh.data(), O_CLOEXEC)};
  if (!file) fail(path);
  const bool kept = ::fchmod(file.number(), S_IRUSR | S_IWUSR) == 0 &&
                    write_all(file.number(), session) &&
                    std::rename(fresh.c_str(), path.c_str()) == 0;
  if (kept) return;
  const int error = errno;
  ::unlink(fresh.c_str());
  errno = error;
  fail(path);
}

}  // namespace postino::demo
