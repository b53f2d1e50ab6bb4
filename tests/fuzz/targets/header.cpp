// SPDX-License-Identifier: MIT
// Texts in headers, there and back: by both composers, with and without raw UTF-8.
#include "fuzz/support/fuzz.hpp"
#include "fuzz/support/mime_reader.hpp"
#include "postino/mime.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

void check(const Composer& composer, const Mail& mail, ContentRules rules, std::size_t room) {
  const std::string wire = compose(composer, mail, rules, room).octets;
  const Entity read = read_mime(unstuffed(wire));
  for (const auto& [name, value] : read.headers) {
    for (const char octet : value)
      require(rules.utf8 || static_cast<signed char>(octet) >= 0, "7-bit");
  }
  EXPECT_EQ(plain_text(read.header("Subject")), std::string_view{mail.subject});
  EXPECT_EQ(plain_text(
                read.header(std::string{mail.headers[0].name.data(), mail.headers[0].name.size()})),
            std::string_view{mail.headers[0].value});
  EXPECT_EQ(display_name(read.header("From")), std::string_view{mail.from.name});
  require(read.header("From").find(mail.from.address.data()) != std::string::npos, "the address");
}

}  // namespace

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  const auto room = input.ConsumeIntegralInRange<std::size_t>(16, 300);
  const bool utf8 = input.ConsumeBool();
  const std::string subject = text_of(input, 1000);
  const std::string name = text_of(input, 200);
  const std::string header = text_of(input, 100);
  const std::string value = text_of(input, 300);
  const Header own[] = {{header, value}};
  const Mail mail{.from = {.address = "node7@plant.example", .name = name},
                  .to = "ops@plant.example",
                  .subject = subject,
                  .headers = own,
                  .text = "x"};
  const MimeComposer mime{MimeContent{}};
  if (mime.check(mail).fault != Fault::None) return;
  require(text_mail.check(mail).fault == Fault::None, "what one takes the other takes");
  check(text_mail, mail, {.utf8 = utf8}, room);
  check(mime, mail, {.utf8 = utf8}, room);
}

}  // namespace postino::test
