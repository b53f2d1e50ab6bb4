// SPDX-License-Identifier: MIT
// P01: a processor of 32 bits reads the end of a file of 3 GiB, and of how many octets it is.
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "postino/posix_file_source.hpp"

static_assert(sizeof(void*) == 4, "this is for a processor of 32 bits");

int main() {
  constexpr off64_t size = off64_t{3} << 30;
  char path[] = "large-file-XXXXXX";
  const int written = ::mkstemp64(path);
  bool fine = written >= 0 && ::pwrite64(written, "end.", 4, size - 4) == 4;
  postino::FileSource source{path};
  fine = fine && source.opened() && source.size() == static_cast<std::uint32_t>(size);
  const int placed = ::open64(path, O_RDONLY);
  fine = fine && ::lseek64(placed, size - 4, SEEK_SET) == size - 4;
  postino::FileSource tail{placed};
  for (int attempt = 0; attempt < 2; ++attempt) {
    char octets[8];
    fine = fine && tail.size() == 4 && tail.pull(octets).count() == 4 &&
           std::string_view(octets, 4) == "end." && tail.rewind();
  }
  ::unlink(path);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
