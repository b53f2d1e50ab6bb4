// SPDX-License-Identifier: MIT
// What an onlooker sees, as hashes: of this build, of another one, and of the one that was
// committed.
#include <cstdio>
#include <fstream>
#include <memory>

#include "model/command.hpp"
#include "model/play.hpp"

namespace postino::model {
namespace {

constexpr std::uint64_t golden_seeds = 100000;
constexpr std::uint64_t block = 100;
constexpr std::size_t line_room = 128;

struct Hashes {
  std::uint64_t words = 0;
  std::uint64_t timing = 0;
};

Hashes hashes_of(Seed seed) {
  static Play play;
  Tape tape{Tape::hashing};
  static_cast<void>(play.run(generate(seed), tape, nullptr));
  return {tape.words(), tape.timing()};
}

std::string line_of(Seed seed, const Hashes& hashes) {
  char line[line_room];
  std::snprintf(line, sizeof line, "%s %016llx %016llx", text(seed).c_str(),
                static_cast<unsigned long long>(hashes.words),
                static_cast<unsigned long long>(hashes.timing));
  return line;
}

std::string block_line(std::uint64_t first) {
  Hash words;
  Hash timing;
  for (std::uint64_t seed = first; seed < first + block; ++seed) {
    const Hashes one = hashes_of({Kind::Honest, seed});
    words.add(one.words);
    timing.add(one.timing);
  }
  return line_of({Kind::Honest, first}, {words.value(), timing.value()});
}

/// The lines that a command prints.
class Output {
 public:
  explicit Output(const std::string& command) : pipe_{popen(command.c_str(), "r")} {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (pipe_ != nullptr) pclose(pipe_);
  }

  bool next(std::string& line) {
    line.clear();
    for (int octet = 0; pipe_ != nullptr && (octet = std::fgetc(pipe_)) != EOF && octet != '\n';) {
      line += static_cast<char>(octet);
    }
    return !line.empty();
  }

 private:
  std::FILE* pipe_;
};

std::string this_program() {
  std::string path(4096, '\0');
  std::ifstream maps{"/proc/self/cmdline"};
  std::getline(maps, path, '\0');
  return path;
}

void print_rest(const char* whose, std::string line, Output& output) {
  std::printf("\n%s:\n%s\n", whose, line.c_str());
  while (output.next(line)) std::printf("%s\n", line.c_str());
}

/// Both transcripts of one seed: what they share once, then the rest of each.
void print_difference(Seed seed, const std::string& other) {
  const std::string asks = " --seed " + text(seed);
  Output here{this_program() + asks};
  Output there{other + asks};
  std::string one;
  std::string another;
  std::printf("seed %s\n", text(seed).c_str());
  while (here.next(one) && there.next(another) && one == another) std::printf("%s\n", one.c_str());
  print_rest("this program", one, here);
  print_rest("the other one", another, there);
}

}  // namespace

void print_hashes(Seeds seeds) {
  for (std::uint64_t number = seeds.first; number < seeds.end; ++number) {
    const Seed seed{seeds.kind, number};
    std::printf("%s\n", line_of(seed, hashes_of(seed)).c_str());
  }
}

bool compare(Seeds seeds, const std::string& other) {
  Output there{other + " --hashes " + text({seeds.kind, seeds.first}) + ".." +
               std::to_string(seeds.end)};
  std::string line;
  for (std::uint64_t number = seeds.first; number < seeds.end; ++number) {
    const Seed seed{seeds.kind, number};
    if (!there.next(line)) {
      std::printf("the other program ended before seed %s\n", text(seed).c_str());
      return false;
    }
    if (line == line_of(seed, hashes_of(seed))) continue;
    std::fflush(stdout);
    print_difference(seed, other);
    return false;
  }
  std::printf("no difference\n");
  return true;
}

bool write_golden(const std::string& path) {
  std::ofstream out{path};
  for (std::uint64_t first = 0; first < golden_seeds; first += block) {
    out << block_line(first) << '\n';
  }
  return out.good();
}

bool check_golden(const std::string& path) {
  std::ifstream in{path};
  std::size_t different = 0;
  for (std::uint64_t first = 0; first < golden_seeds; first += block) {
    std::string line;
    std::getline(in, line);
    const std::string now = block_line(first);
    if (line == now) continue;
    if (different++ < 3) std::printf("was %s\nis  %s\n", line.c_str(), now.c_str());
  }
  if (different == 0) return true;
  std::printf("%zu of %llu blocks differ; --compare with the build before shows how\n", different,
              static_cast<unsigned long long>(golden_seeds / block));
  return false;
}

}  // namespace postino::model
