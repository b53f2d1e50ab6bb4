// SPDX-License-Identifier: MIT
#include "mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace postino::benchmark {

std::string_view map_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  struct stat facts {};
  void* octets = MAP_FAILED;
  if (file >= 0 && ::fstat(file, &facts) == 0) {
    octets =
        ::mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  if (octets == MAP_FAILED) {
    std::perror(path.c_str());
    std::exit(EXIT_FAILURE);
  }
  ::close(file);
  return {static_cast<const char*>(octets), static_cast<std::size_t>(facts.st_size)};
}

}  // namespace postino::benchmark
