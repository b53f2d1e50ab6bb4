// SPDX-License-Identifier: MIT
#include "body.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "failure.hpp"

namespace postino::demo {
namespace {

constexpr const char* sample =
    "Dry run at 14:02.\n"
    ".This line begins with a dot, and so does the next.\n"
    ".\n"
    "Grüße von der Pumpe 3.\n";

[[noreturn]] void fail(const std::string& name) {
  throw Failure{Exit::NoInput, name + ": " + std::strerror(errno)};
}

/// Octets read; fewer than asked for only at the end.
std::size_t read_up_to(int descriptor, char* into, std::size_t most, const std::string& name) {
  std::size_t size = 0;
  while (size < most) {
    const ssize_t count = ::read(descriptor, into + size, most - size);
    if (count == 0) break;
    if (count < 0 && errno != EINTR) fail(name);
    if (count > 0) size += static_cast<std::size_t>(count);
  }
  return size;
}

void write_all(int descriptor, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t count = ::write(descriptor, octets.data(), octets.size());
    if (count < 0 && errno != EINTR) fail("temporary file");
    if (count > 0) octets.remove_prefix(static_cast<std::size_t>(count));
  }
}

posix::Descriptor temporary_file() {
  std::string path = (std::filesystem::temp_directory_path() / "postino-send-XXXXXX").string();
  posix::Descriptor file{::mkostemp(path.data(), O_CLOEXEC)};
  if (!file) fail("temporary file");
  ::unlink(path.c_str());
  return file;
}

bool can_seek(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

Body Body::from_text(std::string text) {
  Body body;
  body.text_ = std::move(text);
  return body;
}

Body Body::from_file(const std::string& path) {
  Body body;
  body.file_ = posix::Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!body.file_) fail(path);
  body.read(body.file_.number(), path);
  return body;
}

Body Body::from_standard_input() {
  Body body;
  body.read(STDIN_FILENO, "standard input");
  return body;
}

void Body::read(int descriptor, const std::string& name) {
  text_.resize(memory_bound + 1);
  const std::size_t size = read_up_to(descriptor, text_.data(), text_.size(), name);
  text_.resize(size);
  if (size <= memory_bound) return;
  if (can_seek(descriptor)) {
    if (::lseek(descriptor, -static_cast<off_t>(size), SEEK_CUR) < 0) fail(name);
  } else {
    posix::Descriptor copy = temporary_file();
    write_all(copy.number(), text_);
    std::array<char, 65536> buffer;
    while (const std::size_t count = read_up_to(descriptor, buffer.data(), buffer.size(), name)) {
      write_all(copy.number(), {buffer.data(), count});
    }
    if (::lseek(copy.number(), 0, SEEK_SET) != 0) fail("temporary file");
    file_ = std::move(copy);
    descriptor = file_.number();
  }
  text_ = {};
  ahead_.resize(read_ahead);
  source_ = std::make_unique<FileSource>(descriptor, ahead_);
}

Body read_body(const Options& options) {
  if (options.body) return Body::from_text(*options.body);
  const bool html_alone = !options.raw && !options.body_file && !options.mime.html_file.empty();
  if (html_alone) return Body::from_text({});
  const std::string path = options.raw.value_or(options.body_file.value_or("-"));
  if (path != "-") return Body::from_file(path);
  const bool sample_will_do = options.embedded() && !options.raw && !options.body_file;
  if (sample_will_do && ::isatty(STDIN_FILENO) != 0) return Body::from_text(sample);
  Body body = Body::from_standard_input();
  const bool nothing = body.source() == nullptr && body.text().empty();
  return sample_will_do && nothing ? Body::from_text(sample) : std::move(body);
}

}  // namespace postino::demo
