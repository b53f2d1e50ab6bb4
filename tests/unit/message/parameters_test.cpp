// SPDX-License-Identifier: MIT
// RFC 2045 5.1, RFC 2231 3 to 4.1: the name of a file is one parameter, whatever it holds.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/mime.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

using std::string;

/// The parameters that tell the name of an attached file: first the one for old readers.
string parameters(std::string_view name) {
  const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  const Attachment files[] = {{.name = name, .content = "x"}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  const string wire = compose(composer, mail).octets;
  const string type = "Content-Type: application/octet-stream;\r\n ";
  const string disposition = "\r\nContent-Disposition: attachment;\r\n ";
  const string encoding = "\r\nContent-Transfer-Encoding: base64";
  const std::size_t first = wire.find(type) + type.size();
  const std::size_t second = wire.find(disposition, first);
  const std::size_t end = wire.find(encoding, second);
  EXPECT_NE(end, string::npos) << wire;
  if (end == string::npos) return {};
  const std::size_t behind = second + disposition.size();
  return wire.substr(first, second - first) + "\n" + wire.substr(behind, end - behind);
}

string quoted(const string& name) { return "name=\"" + name + "\"\nfilename=\"" + name + '"'; }

string repeated(std::string_view text, std::size_t count) {
  string all;
  while (count-- != 0) all += text;
  return all;
}

TEST(FileName, IsQuoted) {
  for (const char* name :
       {"log.bin", "a b.txt", "a; b=c.txt", "a,b:c(d).txt", "x", "'", "%41", "="}) {
    EXPECT_EQ(parameters(name), quoted(name));
  }
}

TEST(FileName, WithAQuoteOrABackslashIsCoded) {
  EXPECT_EQ(parameters("a\"; b.txt"), "name=\"a___b.txt\"\nfilename*=utf-8''a%22%3B%20b.txt");
  EXPECT_EQ(parameters("a\\b.txt"), "name=\"a_b.txt\"\nfilename*=utf-8''a%5Cb.txt");
  EXPECT_EQ(parameters("\""), "name=\"_\"\nfilename*=utf-8''%22");
}

TEST(FileName, IsUtf8) {
  EXPECT_EQ(parameters("f\xc3\xbcr.txt"), "name=\"f_r.txt\"\nfilename*=utf-8''f%C3%BCr.txt");
}

TEST(FileName, ALongOneGoesInSections) {
  EXPECT_EQ(parameters(string(48, 'a')), quoted(string(48, 'a')));
  EXPECT_EQ(parameters(string(49, 'a')), "name=\"" + string(48, 'a') + "\"\nfilename*0*=utf-8''" +
                                             string(48, 'a') + ";\r\n filename*1*=a");
}

TEST(FileName, ASectionEndsBehindACharacter) {
  // Eight of them fill a section but for the octet that is in front.
  EXPECT_EQ(parameters("a" + repeated("\xc3\xbc", 8)), "name=\"a________\"\nfilename*0*=utf-8''a" +
                                                           repeated("%C3%BC", 7) +
                                                           ";\r\n filename*1*=%C3%BC");
  EXPECT_EQ(parameters(repeated("\xc3\xbc", 8)),
            "name=\"________\"\nfilename*=utf-8''" + repeated("%C3%BC", 8));
}

TEST(FileName, WithoutOneThereIsNoParameter) {
  const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  const Attachment files[] = {{.content = "x"}};
  const string wire = compose(MimeComposer{MimeContent{.attachments = files}}, mail).octets;
  EXPECT_EQ(wire.find("name="), string::npos);
}

}  // namespace
}  // namespace postino::test
