// SPDX-License-Identifier: MIT
// The plain composer, through packets and a Source of any size: its headers, unfolded, are those of
// the mail, and its text is what a model of the wire has.
#include <vector>

#include "fuzz/support/fuzz.hpp"
#include "fuzz/support/wire_text.hpp"
#include "postino/config.hpp"
#include "support/text_source.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

bool is_printable(std::string_view text) {
  for (const char octet : text) {
    if (octet < ' ' || octet > '~') return false;
  }
  return true;
}

/// "To: a@b, c@d" as one line, or nothing.
std::string address_line(std::string_view name, const std::vector<Recipient>& all) {
  std::string line;
  for (const Recipient& one : all) {
    line += line.empty() ? std::string{name} + ": " : ", ";
    line += std::string_view{one.address};
  }
  return line.empty() ? line : line + "\r\n";
}

/// RFC 5322 2.2.3. A line is bounded, and none consists of blanks.
std::string unfolded(std::string_view headers) {
  std::string whole;
  while (!headers.empty()) {
    const std::string_view line = headers.substr(0, headers.find("\r\n"));
    require(line.size() <= config::max_line_size, "a line is not too long");
    require(line.find_first_not_of(' ') != std::string_view::npos, "a line has more than blanks");
    if (line.front() == ' ') {
      require(whole.ends_with("\r\n"), "a line to go on");
      whole.resize(whole.size() - 2);
    }
    whole += std::string{line} + "\r\n";
    headers.remove_prefix(line.size() + 2);
  }
  return whole;
}

/// What stands before the empty line, each header on a line of its own.
std::string expected_headers(const std::vector<Recipient>& to, const std::vector<Recipient>& cc,
                             const Mail& mail, bool eight_bit) {
  std::string headers = "From: node7@plant.example\r\n";
  headers += address_line("To", to) + address_line("Cc", cc);
  const std::string subject{std::string_view{mail.subject}};
  const std::size_t end = subject.find_last_not_of(' ');
  if (end != std::string::npos) headers += "Subject: " + subject.substr(0, end + 1) + "\r\n";
  if (mail.priority == Priority::High) headers += "X-Priority: 1\r\nImportance: high\r\n";
  if (mail.priority == Priority::Low) headers += "X-Priority: 5\r\nImportance: low\r\n";
  if (!eight_bit) return headers;
  return headers +
         "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: 8bit\r\n";
}

std::vector<Recipient> recipients(Input& input, std::string_view address) {
  return std::vector<Recipient>(input.ConsumeIntegralInRange<std::size_t>(0, 5),
                                Recipient{address});
}

}  // namespace

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  const auto room = input.ConsumeIntegralInRange<std::size_t>(16, 300);
  const ContentRules rules{.eight_bit = input.ConsumeBool(), .size = input.ConsumeBool()};
  const std::vector<Recipient> to = recipients(input, "ops@plant.example");
  const std::vector<Recipient> cc =
      recipients(input, "a-chief-whose-name-is-long@a-plant-whose-name-is-long.example");
  const auto priority = static_cast<Priority>(input.ConsumeIntegralInRange<int>(0, 2));
  const bool pulled = input.ConsumeBool();
  const auto piece = input.ConsumeIntegralInRange<std::size_t>(1, 300);
  const bool hesitates = input.ConsumeBool();
  const std::string subject = text_of(input, config::max_plain_subject_size + 1);
  const std::string text = unpacked(input.ConsumeRemainingBytesAsString());

  TextSource source{text};
  source.piece = piece;
  source.hesitates = hesitates;
  Mail mail{.from = {"node7@plant.example"},
            .to = to,
            .cc = cc,
            .bcc = "hidden@plant.example",
            .subject = subject,
            .priority = priority,
            .text = text};
  if (pulled) mail.text = source;
  const bool invalid = plain_text.check(mail).fault != Fault::None;
  const bool subject_fits =
      is_printable(subject) && subject.size() <= config::max_plain_subject_size;
  EXPECT_EQ(invalid, !subject_fits || (!pulled && !may_go(text, true)));
  if (invalid) return;

  const Composed composed = compose(plain_text, mail, rules, room);
  const bool eight_bit = rules.eight_bit && (pulled || !may_go(text, false));
  EXPECT_EQ(composed.facts.eight_bit, eight_bit);
  const std::size_t head = composed.octets.find("\r\n\r\n") + 2;
  EXPECT_EQ(unfolded(composed.octets.substr(0, head)), expected_headers(to, cc, mail, eight_bit));
  const std::string body = composed.octets.substr(head + 2);
  const std::string expected = whole_lines(reference_wire(text, true));
  if (!may_go(text, rules.eight_bit)) {
    EXPECT_EQ(composed.last, Transfer::invalid());
    EXPECT_EQ(body, expected.substr(0, body.size()));
    return;
  }
  EXPECT_EQ(body, expected);
  EXPECT_EQ(composed.last, Transfer::end());
  const std::size_t size = head + 2 + whole_lines(reference_wire(text, false)).size();
  EXPECT_EQ(composed.facts.size, pulled || !rules.size ? ContentFacts::unknown_size : size);
}

}  // namespace postino::test
