// SPDX-License-Identifier: MIT
// What the small clients hold their arguments to: nothing that ends a word or a line.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "client/arguments.hpp"
#include "postino/config.hpp"
#include "unit/pool/pool_of.hpp"

namespace postino::test {
namespace {

class Words : public ::testing::Test {
 protected:
  [[nodiscard]] Error check() {
    Error error{};
    detail::check_words({server, false, Fault::None, made.pool, max_recipients}, mail, text_mail,
                        error);
    return error;
  }

  PoolOf made{2, 128};
  std::size_t max_recipients = 4;
  Server server{.host = "mail.example", .security = Security::None, .ehlo_name = "client.example"};
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = "Dry run.\r\n"};
};

TEST_F(Words, AreFine) { EXPECT_EQ(check().fault, Fault::None); }

TEST_F(Words, EachOctetAtEachPlaceIsPrintableAsciiAndNoBracket) {
  for (int value = 0; value < 256; ++value) {
    const bool fine = value > 0x20 && value < 0x7f && value != '<' && value != '>';
    for (std::size_t place = 0; place != 3; ++place) {
      std::string host = "abc";
      host[place] = static_cast<char>(value);
      server.host = host;
      EXPECT_EQ(check().fault, fine ? Fault::None : Fault::InvalidName) << value << ' ' << place;
    }
  }
}

TEST_F(Words, HaveALongestSize) {
  for (const std::size_t size : {std::size_t{1}, config::max_name_size}) {
    const std::string host(size, 'a');
    server.host = host;
    EXPECT_EQ(check().fault, Fault::None) << size;
  }
  const std::string host(config::max_name_size + 1, 'a');
  server.host = host;
  EXPECT_EQ(check().fault, Fault::InvalidName);
}

TEST_F(Words, AsManyRecipientsAsThereAreReportsForAreFine) {
  const std::vector<Recipient> many(5, Recipient{"ops@plant.example"});
  mail.to = many;
  EXPECT_EQ(check().fault, Fault::TooManyRecipients);
  max_recipients = 5;
  EXPECT_EQ(check().fault, Fault::None);
}

TEST_F(Words, AsManyRecipientsAsCanBeCountedAreFine) {
  const std::vector<Recipient> most(config::max_recipients, Recipient{"ops@plant.example"});
  max_recipients = config::max_recipients + 2;
  mail.to = most;
  EXPECT_EQ(check().fault, Fault::None);
  const std::vector<Recipient> more(config::max_recipients + 1, Recipient{"ops@plant.example"});
  mail.to = more;
  EXPECT_EQ(check().fault, Fault::TooManyRecipients);
}

}  // namespace
}  // namespace postino::test
