// SPDX-License-Identifier: MIT
// compose_mails FOLDER: for each line of JSON on standard input composes a mail into FOLDER/NUMBER,
// in packets of "room" octets, and prints what the composer said of it.
#include <exception>
#include <fstream>
#include <iostream>

#include "specification.hpp"

namespace postino::test {
namespace {

/// Octets written.
std::size_t compose(const Composer& composer, Composition& composition, std::size_t room,
                    std::ostream& out) {
  std::vector<char> packet(room);
  std::size_t size = 0;
  Transfer pulled = composer.pull(composition, packet);
  while (pulled.count() != 0 || pulled == Transfer::pending()) {
    out.write(packet.data(), static_cast<std::streamsize>(pulled.count()));
    size += pulled.count();
    pulled = composer.pull(composition, packet);
  }
  return pulled == Transfer::end() ? size : 0;
}

Json answer(const Json& json, const std::string& path) {
  const Specification specification{json};
  const MimeComposer composer{specification.content()};
  const Error error = composer.check(specification.mail());
  Json said{{"fault", name(error.fault)}, {"field", name(error.field)}, {"index", error.index}};
  if (error.fault != Fault::None) return said;
  Composition composition{};
  composition.mail = &specification.mail();
  composition.rules = specification.rules();
  const ContentFacts facts = composer.begin(composition);
  said["eight_bit"] = facts.eight_bit;
  said["declared"] = facts.size == ContentFacts::unknown_size ? Json{} : Json(facts.size);
  std::ofstream out{path, std::ios::binary};
  said["octets"] = compose(composer, composition, json.value("room", std::size_t{1460}), out);
  return said;
}

}  // namespace
}  // namespace postino::test

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  try {
    std::string line;
    for (int number = 0; std::getline(std::cin, line); ++number) {
      const std::string path = std::string{argv[1]} + '/' + std::to_string(number);
      std::cout << postino::test::answer(postino::test::Json::parse(line), path) << '\n';
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
