// SPDX-License-Identifier: MIT
// RFC 2047 2, 4 and 5 (3): the shorter of Q and B, in words that hold whole characters.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/mime.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

std::string subject_of_parts(std::string_view subject) {
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  mail.subject = subject;
  const MimeComposer composer{MimeContent{}};
  return arrived(compose(composer, mail).octets).value("Subject");
}

TEST(EncodedWords, TheShorterEncodingIsTaken) {
  EXPECT_EQ(subject_of_parts("f\xc3\xbcr alle Pumpen"), "=?utf-8?Q?f=C3=BCr_alle_Pumpen?=");
  EXPECT_EQ(subject_of_parts("\xc3\xbc\xc3\xbc\xc3\xbc"), "=?utf-8?B?w7zDvMO8?=");
}

TEST(EncodedWords, ALongSubjectGoesInWordsOfWholeCharacters) {
  std::string subject;
  for (int i = 0; i < 60; ++i) subject += "\xc3\xbc";
  const std::string value = subject_of_parts(subject);
  EXPECT_NE(value.find("?= =?utf-8?B?"), std::string::npos) << value;
  EXPECT_EQ(decoded_words(value), subject);
}

}  // namespace
}  // namespace postino::test
