// SPDX-License-Identifier: MIT
#include "fuzz/support/mime_reader.hpp"

#include <algorithm>

#include "fuzz/support/fuzz.hpp"
#include "unit/message/arrived.hpp"

namespace postino::test {
namespace {

std::string coded(std::string_view text, char mark) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string digits{text.substr(at + 1, 2)};
    const bool code = text[at] == mark && digits.size() == 2;
    require(text[at] != mark || code, "two digits behind the mark");
    if (mark == '=' && text[at] == '_') {
      out += ' ';
    } else {
      out += code ? static_cast<char>(std::stoi(digits, nullptr, 16)) : text[at];
    }
    if (code) at += 2;
  }
  return out;
}

std::string take_header(std::string_view& rest) {
  std::string line{rest.substr(0, rest.find("\r\n"))};
  require(line.size() < rest.size() && line.size() <= 998, "a line that ends");
  rest.remove_prefix(line.size() + 2);
  return line;
}

/// `name*0*`, `name*` and `name` in one.
void add_parameter(Value& value, std::string name, std::string text) {
  const std::size_t star = name.find('*');
  const bool encoded = star != std::string::npos && name.back() == '*';
  if (encoded) {
    const bool first = name.find("*0") != std::string::npos || star == name.size() - 1;
    if (first) {
      require(text.starts_with("utf-8''"), "a character set");
      text.erase(0, 7);
    }
    text = coded(text, '%');
  }
  name = name.substr(0, star);
  require(encoded || !value.parameters.contains(name), "a parameter once");
  value.parameters[name] += text;
}

std::string take_value(std::string_view& rest) {
  std::string text;
  if (!rest.starts_with('"')) {
    text = rest.substr(0, rest.find_first_of("; "));
    rest.remove_prefix(text.size());
    return text;
  }
  const std::size_t end = rest.find('"', 1);
  require(end != std::string_view::npos, "quotes that end");
  text = rest.substr(1, end - 1);
  rest.remove_prefix(end + 1);
  return text;
}

std::string decoded_body(std::string_view body, const std::string& encoding) {
  if (encoding == "base64") {
    std::string digits;
    for (const char octet : body) {
      if (octet != '\r' && octet != '\n') digits += octet;
    }
    return from_base64(digits);
  }
  if (encoding != "quoted-printable") return std::string{body};
  std::string text = from_quoted_printable(std::string{body} + "\r\n");
  text.resize(text.size() - 2);
  return text;
}

std::vector<Entity> read_parts(std::string_view body, const std::string& boundary) {
  std::vector<Entity> parts;
  const std::string delimiter = "\r\n--" + boundary;
  const std::string framed = "\r\n" + std::string{body};
  std::string_view rest = framed;
  std::size_t at = rest.find(delimiter);
  while (true) {
    require(at != std::string_view::npos, "a delimiter");
    rest.remove_prefix(at + delimiter.size());
    if (rest.starts_with("--")) return parts;
    require(rest.starts_with("\r\n"), "nothing behind a delimiter");
    rest.remove_prefix(2);
    at = rest.find(delimiter);
    parts.push_back(read_mime(rest.substr(0, at)));
  }
}

void read_headers(Entity& entity, std::string_view& rest) {
  while (true) {
    const std::string line = take_header(rest);
    if (line.empty()) return;
    if (line[0] == ' ') {
      require(!entity.headers.empty(), "a header to go on");
      entity.headers.back().second += line;
      continue;
    }
    const std::size_t colon = line.find(':');
    require(colon != std::string::npos, "a header's name");
    entity.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
}

}  // namespace

Value value_of(std::string_view header) {
  Value value;
  value.main = header.substr(0, header.find(';'));
  std::string_view rest = header.substr(value.main.size());
  while (!rest.empty()) {
    require(rest.starts_with("; "), "a parameter behind a semicolon");
    rest.remove_prefix(2);
    const std::size_t equals = rest.find('=');
    require(equals != std::string_view::npos, "a parameter's value");
    std::string name{rest.substr(0, equals)};
    rest.remove_prefix(equals + 1);
    add_parameter(value, std::move(name), take_value(rest));
  }
  return value;
}

std::string plain_text(std::string_view value) {
  std::string text;
  bool after_word = false;
  while (!value.empty()) {
    const std::size_t blanks = std::min(value.find_first_not_of(' '), value.size());
    const std::string_view gap = value.substr(0, blanks);
    value.remove_prefix(blanks);
    const std::string_view token = value.substr(0, value.find(' '));
    value.remove_prefix(token.size());
    const bool q = token.starts_with("=?utf-8?Q?");
    const bool word = (q || token.starts_with("=?utf-8?B?")) && token.ends_with("?=");
    if (!word || !after_word) text += gap;
    after_word = word;
    if (!word) {
      text += token;
      continue;
    }
    require(token.size() <= 75, "an encoded word of 75 octets at most");
    const std::string_view inside = token.substr(10, token.size() - 12);
    text += q ? coded(inside, '=') : from_base64(inside);
  }
  return text;
}

std::string display_name(std::string_view mailbox) {
  const std::size_t end = mailbox.rfind(" <");
  if (end == std::string_view::npos || !mailbox.ends_with('>')) return {};
  const std::string_view name = mailbox.substr(0, end);
  if (!name.starts_with('"')) return plain_text(name);
  std::string text;
  for (std::size_t at = 1; at + 1 < name.size(); ++at) {
    if (name[at] == '\\') ++at;
    text += name[at];
  }
  return text;
}

std::string Entity::header(std::string_view name) const {
  const auto is = [name](const auto& header) { return header.first == name; };
  require(std::count_if(headers.begin(), headers.end(), is) <= 1, "a header once");
  const auto found = std::find_if(headers.begin(), headers.end(), is);
  if (found == headers.end()) return {};
  return found->second.starts_with(' ') ? found->second.substr(1) : found->second;
}

std::vector<const Entity*> Entity::leaves() const {
  if (!type.main.starts_with("multipart/")) return {this};
  std::vector<const Entity*> all;
  for (const Entity& part : parts) {
    for (const Entity* leaf : part.leaves()) all.push_back(leaf);
  }
  return all;
}

Entity read_mime(std::string_view mail) {
  Entity entity;
  read_headers(entity, mail);
  entity.type = value_of(entity.header("Content-Type"));
  if (!entity.type.main.starts_with("multipart/")) {
    entity.body = decoded_body(mail, entity.header("Content-Transfer-Encoding"));
    return entity;
  }
  entity.parts = read_parts(mail, entity.type.parameters["boundary"]);
  require(!entity.parts.empty(), "parts");
  return entity;
}

}  // namespace postino::test
