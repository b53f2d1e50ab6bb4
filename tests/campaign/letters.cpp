// SPDX-License-Identifier: MIT
#include "campaign/letters.hpp"

#include "postino/dsn.hpp"
#include "postino/future_release.hpp"
#include "postino/mt_priority.hpp"

namespace postino::test {
namespace {

constexpr std::size_t further = 3;
constexpr std::uint64_t seed = 0x9e3779b97f4a7c15;

/// What the server said of it is forgotten with each connection, so one serves all.
FutureReleaseOffer offer;
const FutureRelease future_release{offer};
const HoldFor hold_for{future_release, 60};
constexpr MtPriority priority{3};
constexpr Dsn dsn{{.returned = Returned::Headers,
                   .envelope_id = "pump+3",
                   .notify = Notify::Failure | Notify::Delay}};

std::string to_text(std::size_t number) { return number == 0 ? "" : std::to_string(number); }

std::string with_lines(std::string text, std::size_t number, bool measured) {
  while (!measured && text.size() < 150) text += ".\r\nStill dry.\r\n";
  for (std::size_t i = 0; i < number; ++i) text += ".. and dry.\r\n";
  return text;
}

std::string any_octets(std::size_t count, std::size_t number) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    all += static_cast<char>(i * (31 + 2 * number) + i / 256);
  }
  return all;
}

}  // namespace

const Extension& kept_by_letters() { return future_release; }

Letters::Letters(const Row& row, std::size_t faulty) : row_{row} {
  for (std::size_t i = 0; i < faulty + further; ++i) {
    write(i, i == faulty + 1, i + 1 == faulty + further);
  }
}

void Letters::write(std::size_t number, bool otherwise, bool last) {
  Letter letter;
  letter.from = "node" + std::to_string(7 + number) + "@plant.example";
  letter.mail.from.address = keep(letter.from);
  if (last) letter.from.clear();
  letter.mail.null_reverse_path = last;
  address(letter, number, otherwise);
  compose(letter, number, otherwise);
  auto& asked = parameters_.emplace_back();
  if (has(row_, "extension", "dsn")) asked = {&dsn};
  if (has(row_, "extension", "more")) asked = {&priority, &hold_for};
  if (!otherwise && !asked.empty()) letter.mail.parameters = asked;
  all_.push_back(std::move(letter));
}

/// Two for the one that goes otherwise, for the server counts too.
void Letters::address(Letter& letter, std::size_t number, bool otherwise) {
  const bool one = has(row_, "recipients", "one");
  std::vector<std::string> names{"a", "b", "c"};
  if (one) names = {"ops"};
  if (has(row_, "extension", "smtputf8")) names[0] = "p\xc3\xbcmp";
  if (otherwise) names = {"x", "y"};
  auto& list = recipients_.emplace_back();
  for (const std::string& name : names) {
    letter.to.push_back(name + to_text(number) + "@plant.example");
    list.push_back({.address = keep(letter.to.back())});
  }
  letter.mail.to = list;
}

Letters::Body Letters::body_of(bool otherwise) const {
  const bool view = has(row_, "body", "view");
  if (otherwise) return view ? Body::Unknown : Body::View;
  if (view) return Body::View;
  return has(row_, "body", "source") ? Body::Source : Body::Unknown;
}

/// nullptr: MIME, which has a composer for each message.
const Composer* Letters::composer_of(bool otherwise) const {
  if (has(row_, "composer", "mime")) return otherwise ? &plain_text : nullptr;
  if (has(row_, "composer", "raw")) {
    return otherwise ? static_cast<const Composer*>(&plain_text) : &raw_mail;
  }
  if (has(row_, "composer", "plain")) {
    return otherwise ? static_cast<const Composer*>(&text_mail) : &plain_text;
  }
  return otherwise ? static_cast<const Composer*>(&raw_mail) : &text_mail;
}

void Letters::compose(Letter& letter, std::size_t number, bool otherwise) {
  letter.composer = composer_of(otherwise);
  const Body body = body_of(otherwise);
  if (letter.composer == nullptr) return attach(letter, number, body);
  std::string text = ".Dry run.\r\n";
  const std::string subject = "Pump " + std::to_string(3 + number);
  if (letter.composer == &raw_mail) {
    text = "Subject: " + subject + "\r\n\r\n" + text;
  } else {
    letter.mail.subject = keep(subject);
  }
  if (letter.composer == &text_mail) letter.mail.message_id.seed = seed + number;
  const std::string& octets = keep(with_lines(text, number, body == Body::View));
  if (letter.composer == &raw_mail) letter.octets = octets;
  if (body == Body::View) {
    letter.mail.text = octets;
  } else {
    letter.mail.text = source(octets, body);
  }
}

void Letters::attach(Letter& letter, std::size_t number, Body body) {
  const bool large = number == 0 && has(row_, "packets", "three-512");
  const std::string& octets = keep(any_octets(large ? 4096 : 200 + 40 * number, number));
  Attachment& attachment = attachments_.emplace_back();
  attachment.name = "log.bin";
  if (body == Body::View) {
    attachment.content = octets;
  } else {
    attachment.content = source(octets, body);
  }
  letter.composer = &composers_.emplace_back(
      MimeContent{.attachments = std::span<const Attachment>{&attachment, 1}});
  letter.mail.subject = "Log";
  letter.mail.text = "See there.";
  letter.mail.message_id.seed = seed + number;
}

}  // namespace postino::test
