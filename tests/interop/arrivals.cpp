// SPDX-License-Identifier: MIT
#include "arrivals.hpp"

namespace postino::test {
namespace {

constexpr const char* subject = "Grüße von Pumpe 3";
constexpr const char* expected_headers[] = {"Date: Mon, 23 Nov 2026 14:02:00 +0100",
                                            "From: Pump 3 <pump3@plant.example>",
                                            "To: ops@plant.example",
                                            "Subject: =?utf-8?B?R3LDvMOfZSB2b24gUHVtcGUgMw==?=",
                                            "MIME-Version: 1.0",
                                            "Content-Type: text/plain; charset=utf-8"};

}  // namespace

Mail mail_of(const Text& text) {
  return {.from = {.address = "pump3@plant.example", .name = "Pump 3"},
          .to = "ops@plant.example",
          .subject = subject,
          .date = {.unix_seconds = 1795438920, .utc_offset_minutes = 60},
          .message_id = {.seed = 7, .domain = "plant.example"},
          .text = text};
}

Mail raw_mail_of(const Text& text) {
  return {.from = {.address = "pump3@plant.example"}, .to = "ops@plant.example", .text = text};
}

testing::AssertionResult arrived(const std::string& octets, const std::string& text) {
  const std::optional<Content> content = read_content(octets);
  if (!content) return testing::AssertionFailure() << "not a message:\n" << octets.substr(0, 2000);
  std::size_t found = 0;
  for (const char* const line : expected_headers) {
    for (const std::string& header : content->headers) found += header == line ? 1U : 0U;
  }
  // Message-ID and Content-Transfer-Encoding are the other two.
  if (found != std::size(expected_headers) || content->headers.size() != found + 2) {
    return testing::AssertionFailure() << "wrong headers:\n" << octets.substr(0, 600);
  }
  if (content->body != normalised(text)) {
    return testing::AssertionFailure() << "wrong body:\n" << octets.substr(0, 2000);
  }
  return testing::AssertionSuccess();
}

}  // namespace postino::test
