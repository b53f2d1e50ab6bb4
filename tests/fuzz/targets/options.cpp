// SPDX-License-Identifier: MIT
// The command line of postino-send: a word a line. Whatever it is, it is read or reported as wrong.
#include "options.hpp"

#include <iostream>
#include <vector>

#include "failure.hpp"
#include "fuzz/support/fuzz.hpp"
#include "letter.hpp"

namespace postino::test {
namespace {

/// While it lives, nothing is printed.
class Silence {
 public:
  Silence() : out_{std::cout.rdbuf(nullptr)}, error_{std::cerr.rdbuf(nullptr)} {}
  ~Silence() {
    std::cout.rdbuf(out_);
    std::cerr.rdbuf(error_);
    std::cout.clear();
    std::cerr.clear();
  }

 private:
  std::streambuf* out_;
  std::streambuf* error_;
};

void check(const demo::Options& options) {
  require(!options.embedded() || options.security != Security::Opportunistic, "no such word");
  require(options.count >= 1 && options.packets >= 1, "bounds");
  require(options.packet_bytes >= PacketPool::min_packet_bytes, "bounds");
  for (const std::string& header : options.headers) {
    require(header.find(':') != std::string::npos, "a header has its colon");
  }
}

/// Its addresses and headers; what it would read from files is left out.
void write_letter(demo::Options options) {
  options.mime = {};
  if (options.from.empty()) options.from = "node7@plant.example";
  const demo::Letter letter{options};
  const Mail mail = letter.mail("text");
  require(mail.recipient_count() == letter.recipients().size(), "each recipient once");
  static_cast<void>(letter.composer().check(mail));
}

}  // namespace

void fuzz(std::string_view octets) {
  std::vector<std::string> words{"postino-send"};
  std::string word;
  for (const char octet : octets) {
    if (octet == '\0') continue;
    if (octet == '\n') words.push_back(std::exchange(word, {}));
    if (octet != '\n') word += octet;
  }
  std::vector<const char*> arguments;
  for (const std::string& one : words) arguments.push_back(one.c_str());
  arguments.push_back(nullptr);
  const Silence silence;
  try {
    const auto options = demo::read_options(static_cast<int>(words.size()), arguments.data());
    if (options) check(*options);
    if (options) write_letter(*options);
  } catch (const demo::Failure& failure) {
    require(failure.status == demo::Exit::Usage && !failure.reason.empty(), "wrong for a reason");
  }
}

}  // namespace postino::test
