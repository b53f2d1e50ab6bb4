// SPDX-License-Identifier: MIT
#include "model/built.hpp"

#include <array>
#include <cstdio>
#include <cstring>

#include "model/corpus.hpp"

namespace postino::model {
namespace {

struct Names {
  char senders[max_messages][32];
  char recipients[max_messages][max_recipients][32];
  Recipient lists[max_messages][max_recipients];

  Names() {
    for (std::size_t m = 0; m < max_messages; ++m) {
      std::snprintf(senders[m], sizeof senders[m], "m%zu@client.example", m);
      for (std::size_t r = 0; r < max_recipients; ++r) {
        std::snprintf(recipients[m][r], sizeof recipients[m][r], "r%zu.m%zu@plant.example", r, m);
        lists[m][r].address = static_cast<const char*>(recipients[m][r]);
      }
    }
  }
};

const Names& names() {
  static const Names all;
  return all;
}

/// The same, from a Source that behaves.
Message calm(const Message& message) {
  Message same = message;
  same.content.piece = 0;
  same.content.hesitates = 0;
  same.content.fails_at = never;
  same.content.rewinds = true;
  return same;
}

Composition begin(Built& built, const ContentRules& rules) {
  Composition composition{};
  composition.mail = &built.mail();
  composition.rules = rules;
  composition.rules.dot_stuffing = false;
  composition.rules.size = true;
  return composition;
}

std::array<char, 8 * max_content> room;

}  // namespace

/// Of the first message.
constexpr std::uint64_t random_seed = 0x9e3779b97f4a7c15;

std::string_view sender_of(std::size_t message) { return names().senders[message]; }
const Recipient* recipients_of(std::size_t message) { return names().lists[message]; }

void Built::begin(const Message& message, std::size_t number) {
  const Content& content = message.content;
  const std::string_view text = text_of(content.sort, number, content.size);
  mail_ = {};
  mail_.from.address = names().senders[number];
  mail_.to = std::span{recipients_of(number), message.recipients};
  source_.begin(text, content);
  composer_ = &raw_mail;
  if (content.composing == Composing::Mime) return begin_mime(text, message, number);
  if (content.composing == Composing::Text) {
    composer_ = &text_mail;
    mail_.subject = "Pump 3";
    mail_.message_id.seed = random_seed + number;
  }
  if (content.source) {
    mail_.text = source_;
  } else {
    mail_.text = text;
  }
}

void Built::begin_mime(std::string_view text, const Message& message, std::size_t number) {
  mail_.subject = "Log";
  mail_.message_id.seed = random_seed + number;
  mail_.text = "The log is attached.\r\n";
  attachment_ = {};
  attachment_.name = "log.bin";
  if (message.content.source) {
    attachment_.content = source_;
  } else {
    attachment_.content = text;
  }
  MimeContent content{};
  content.attachments = std::span<const Attachment>{&attachment_, 1};
  mime_.emplace(content);
  composer_ = &*mime_;
}

std::string_view expected_content(const Message& message, std::size_t number,
                                  const ContentRules& rules) {
  const Content& content = message.content;
  if (content.composing == Composing::Raw) {
    if (rules.binary) return text_of(content.sort, number, content.size);
    return normal_text(content.sort, number, content.size);
  }
  static Built built;
  const Message same = calm(message);
  built.begin(same, number);
  Composition composition = begin(built, rules);
  static_cast<void>(built.composer().begin(composition));
  std::size_t size = 0;
  for (;;) {
    const Transfer got = built.composer().pull(composition, std::span{room}.subspan(size));
    if (got.count() == 0) break;
    size += got.count();
  }
  return {room.data(), size};
}

std::uint32_t announced_size(const Message& message, std::size_t number,
                             const ContentRules& rules) {
  static Built built;
  const Message same = calm(message);
  built.begin(same, number);
  Composition composition = begin(built, rules);
  return built.composer().begin(composition).size;
}

}  // namespace postino::model
