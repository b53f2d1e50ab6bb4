// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace postino::benchmark {

Options read_options(int count, char** words) {
  Options options;
  CLI::App app{"A client of the benchmark: sends mails to a server on 127.0.0.1"};
  app.add_option("port", options.port)->required();
  app.add_option("--mails", options.mails);
  app.add_flag("--each", options.each);
  app.add_option("--file", options.file);
  app.add_flag("--stream", options.stream);
  app.add_flag("--attach", options.attach);
  app.add_option("--ca", options.ca);
  app.add_option("--mode", options.mode);
  app.add_option("--packet-bytes", options.packet_bytes);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  return options;
}

std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary | std::ios::ate};
  std::string octets(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
  file.seekg(0);
  if (!file.read(octets.data(), static_cast<std::streamsize>(octets.size()))) {
    std::cerr << "can't read " << path << '\n';
    std::exit(EXIT_FAILURE);
  }
  return octets;
}

std::string small_message() {
  const std::string from = sender;
  const std::string to = recipient;
  return "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\n\r\n" + text;
}

}  // namespace postino::benchmark
