// SPDX-License-Identifier: MIT
// K20: a packet begins with the piece of the headers in which the one before ended. The octets are
// those of headers that are written at once, and an item costs the same among many as among few.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "message/headers.hpp"
#include "postino/mime.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

/// A message with some of everything that is a list.
class RandomMessage {
 public:
  explicit RandomMessage(RandomText& random) : random_{random} {
    fill(to_, 1 + random_.below(12));
    fill(cc_, random_.below(6));
    for (std::size_t left = random_.below(6); left != 0; --left) {
      own_.push_back({.name = kept("X-" + word(20)), .value = kept(random_.header(120))});
    }
    for (std::size_t left = random_.below(6); left != 0; --left) {
      references_.push_back(kept(word(60) + "@plant.example"));
    }
    mail.from = mailbox();
    if (random_.below(2) == 0) mail.sender = mailbox();
    if (random_.below(2) == 0) mail.reply_to = mailbox();
    mail.to = to_;
    mail.cc = cc_;
    mail.subject = kept(random_.header(120));
    if (random_.below(2) == 0) mail.date = {.unix_seconds = 1795532400, .utc_offset_minutes = 60};
    mail.message_id.seed = random_.below(2);
    mail.headers = own_;
    mail.text = "Dry run.\r\n";
    content.references = references_;
    if (random_.below(2) == 0) content.in_reply_to = kept(word(40) + "@plant.example");
  }
  RandomMessage(const RandomMessage&) = delete;
  RandomMessage& operator=(const RandomMessage&) = delete;

  Mail mail;
  MimeContent content;

 private:
  std::string_view kept(std::string text) { return texts_.emplace_back(std::move(text)); }
  std::string word(std::size_t most) { return std::string(1 + random_.below(most), 'a'); }
  Mailbox mailbox() {
    Mailbox mailbox{.address = kept(word(40) + "@plant.example")};
    if (random_.below(2) == 0) mailbox.name = kept(random_.header(30));
    return mailbox;
  }
  void fill(std::vector<Recipient>& list, std::size_t count) {
    for (; count != 0; --count) list.push_back(mailbox());
  }

  RandomText& random_;
  std::deque<std::string> texts_;
  std::vector<Recipient> to_;
  std::vector<Recipient> cc_;
  std::vector<Header> own_;
  std::vector<View> references_;
};

void expect_same_in_all_packets(const Composer& composer, const Mail& mail, ContentRules rules) {
  const Composed whole = compose(composer, mail, rules, 100000);
  EXPECT_EQ(whole.facts.size, whole.octets.size());
  for (std::size_t room = 64; room <= 200; ++room) {
    const Composed composed = compose(composer, mail, rules, room);
    ASSERT_EQ(composed.octets, whole.octets) << "packets of " << room;
    ASSERT_EQ(composed.facts, whole.facts);
  }
}

TEST(HeaderPieces, K20_RandomMessagesAreTheSameInPacketsOfAnySize) {
  RandomText random{20};
  for (int i = 0; i < 60; ++i) {
    const RandomMessage message{random};
    const bool utf8 = random.below(2) == 0;
    const ContentRules rules{.eight_bit = utf8, .utf8 = utf8, .size = true};
    expect_same_in_all_packets(text_mail, message.mail, rules);
    expect_same_in_all_packets(MimeComposer{message.content}, message.mail, rules);
  }
}

TEST(HeaderPieces, K20_PacketsOfHeadersAreFull) {
  RandomText random{21};
  for (int i = 0; i < 20; ++i) {
    const RandomMessage message{random};
    const Composed whole = compose(text_mail, message.mail, {}, 100000);
    const std::size_t headers = whole.pieces.front();
    for (std::size_t room = 64; room <= 200; ++room) {
      const Composed composed = compose(text_mail, message.mail, {}, room);
      for (std::size_t full = 0; full < headers / room; ++full) {
        ASSERT_EQ(composed.pieces[full], room) << full;
      }
    }
  }
}

/// Octets that are put, those that are left out included, for each one on the wire.
double work(std::size_t count) {
  const std::vector<Recipient> to(count, {.address = "node7@plant.example", .name = "Node 7"});
  const std::vector<Header> own(count, {.name = "X-Pump", .value = "runs at 14:02"});
  Mail mail{.from = {"node7@plant.example"}, .to = to};
  mail.headers = own;
  Composition at{};
  std::array<char, 128> packet{};
  std::size_t put = 0;
  std::size_t wire = 0;
  bool complete = false;
  while (!complete) {
    detail::HeaderWriter out{packet, at};
    bool more = true;
    while (more) {
      std::size_t number = at.item;
      more = out.next(at, detail::write_header(out, mail, number));
    }
    complete = out.complete();
    put += out.total();
    wire += out.written();
  }
  return static_cast<double>(put) / static_cast<double>(wire);
}

TEST(HeaderPieces, K20_AnItemTakesTheSameWorkAmongManyAsAmongFew) {
  const double few = work(100);
  EXPECT_LT(few, 2.0);
  EXPECT_LE(work(1000), few * 1.2);
  EXPECT_LE(work(5000), few * 1.2);
}

}  // namespace
}  // namespace postino::test
