// SPDX-License-Identifier: MIT
#include "model/tape.hpp"

namespace postino::model {
namespace {

unsigned number_of(Outcome outcome) { return static_cast<unsigned>(outcome); }

void print_octets(std::string_view octets) {
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    if (octet == '\n') {
      std::printf("\\n");
    } else if (octet == '\r') {
      std::printf("\\r");
    } else if (value < ' ' || value > '~' || octet == '\\') {
      std::printf("\\x%02x", value);
    } else {
      std::putchar(octet);
    }
  }
}

void print(const Report& report, std::uint8_t message) {
  const Error& error = report.error;
  const std::string_view outcome = name(report.outcome);
  const std::string_view fault = name(error.fault);
  const std::string_view phase = name(error.phase);
  std::printf("== message %u: %.*s, %.*s in %.*s, %u %u.%u.%u \"", message,
              static_cast<int>(outcome.size()), outcome.data(), static_cast<int>(fault.size()),
              fault.data(), static_cast<int>(phase.size()), phase.data(), error.code,
              error.enhanced.status_class, error.enhanced.subject, error.enhanced.detail);
  print_octets(report.text);
  std::printf("\"\n");
  for (const RecipientReport& one : report.recipients) {
    const std::string_view what = name(one.outcome);
    std::printf("==   %.*s %u %u.%u.%u\n", static_cast<int>(what.size()), what.data(), one.code,
                one.enhanced.status_class, one.enhanced.subject, one.enhanced.detail);
  }
}

void add(Hash& hash, const EnhancedStatusCode& code) {
  hash.add(std::uint64_t{code.status_class} << 32 | std::uint64_t{code.subject} << 16 |
           code.detail);
}

}  // namespace

void Tape::mark(char what, const char* text) {
  words_.add({&what, 1});
  if (mode_ == printing) std::printf("-- %s\n", text);
}

void Tape::keep_said(std::string_view octets) {
  words_.add(octets);
  if (mode_ == printing) show('>', octets);
}

void Tape::keep_report(const Report& report, std::uint8_t message) {
  const Error& error = report.error;
  words_.add(std::uint64_t{number_of(report.outcome)} << 40 |
             std::uint64_t{static_cast<std::uint8_t>(error.phase)} << 24 | error.code);
  words_.add(name(error.fault));
  add(words_, error.enhanced);
  words_.add(report.text);
  for (const RecipientReport& one : report.recipients) {
    words_.add(std::uint64_t{number_of(one.outcome)} << 16 | one.code);
    add(words_, one.enhanced);
  }
  if (mode_ == printing) print(report, message);
}

void Tape::show(char direction, std::string_view octets) {
  std::printf("%c ", direction);
  print_octets(octets);
  std::putchar('\n');
}

}  // namespace postino::model
