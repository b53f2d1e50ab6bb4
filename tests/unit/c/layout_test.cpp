// SPDX-License-Identifier: MIT
// What C laid out is what C++ reads, members that it hides included.
#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "postino.h"
#include "postino/c/storage.hpp"
#include "postino/postino.hpp"

namespace postino::test {
namespace {

using c::as;
using std::string_view;

constexpr postino_mailbox boxes[] = {{POSTINO_TEXT("a@x.example"), POSTINO_TEXT("A")},
                                     {POSTINO_TEXT("b@x.example"), POSTINO_TEXT("B")}};
constexpr postino_header headers[] = {{POSTINO_TEXT("X-Pump"), POSTINO_TEXT("3")}};

postino_mail filled() {
  postino_mail mail = POSTINO_MAIL_INIT;
  mail.from = {POSTINO_TEXT("from@x.example"), POSTINO_TEXT("From")};
  mail.sender.address = POSTINO_TEXT("sender@x.example");
  mail.reply_to.address = POSTINO_TEXT("reply@x.example");
  mail.to.list = boxes;
  mail.to.count = 2;
  mail.cc.one.address = POSTINO_TEXT("cc@x.example");
  mail.bcc.one.address = POSTINO_TEXT("bcc@x.example");
  mail.subject = POSTINO_TEXT("Subject");
  mail.date = {86400, -90};
  mail.message_id = {0x123456789abcdef0, POSTINO_TEXT("domain"), POSTINO_TEXT("device")};
  mail.priority = POSTINO_PRIORITY_HIGH;
  mail.null_reverse_path = true;
  mail.headers = {headers, 1};
  mail.text.text = POSTINO_TEXT("Text");
  return mail;
}

TEST(CLayout, OfAMail) {
  const postino_mail laid_out = filled();
  const Mail& mail = *as<const Mail>(&laid_out);
  EXPECT_EQ(string_view{mail.from.address}, "from@x.example");
  EXPECT_EQ(string_view{mail.from.name}, "From");
  EXPECT_EQ(string_view{mail.origin()}, "sender@x.example");
  EXPECT_EQ(string_view{mail.reply_to.address}, "reply@x.example");
  ASSERT_EQ(mail.recipient_count(), 4U);
  constexpr string_view addresses[] = {"a@x.example", "b@x.example", "cc@x.example",
                                       "bcc@x.example"};
  for (std::size_t i = 0; i != 4; ++i) {
    EXPECT_EQ(string_view{mail.recipient(i).address}, addresses[i]);
  }
  EXPECT_EQ(string_view{mail.subject}, "Subject");
  EXPECT_EQ(mail.date.unix_seconds, 86400U);
  EXPECT_EQ(mail.date.utc_offset_minutes, -90);
  EXPECT_EQ(mail.message_id.seed, 0x123456789abcdef0U);
  EXPECT_EQ(string_view{mail.message_id.device}, "device");
  EXPECT_EQ(mail.priority, Priority::High);
  EXPECT_TRUE(mail.null_reverse_path);
  ASSERT_EQ(mail.headers.size(), 1U);
  EXPECT_EQ(string_view{mail.headers[0].value}, "3");
  EXPECT_EQ(mail.text.view(), "Text");
  EXPECT_EQ(mail.text.source(), nullptr);
}

TEST(CLayout, OfAMailWithASourceAndParameters) {
  postino_callback_source source{};
  postino_mt_priority priority{};
  const postino_parameters* const list[] = {&priority.parameters};
  postino_mail laid_out = POSTINO_MAIL_INIT;
  laid_out.text.source = &source.source;
  laid_out.parameters = {list, 1};
  const Mail& mail = *as<const Mail>(&laid_out);
  EXPECT_EQ(static_cast<void*>(mail.text.source()), &source);
  ASSERT_EQ(mail.parameters.size(), 1U);
  EXPECT_EQ(static_cast<const void*>(mail.parameters[0]), &priority);
}

TEST(CLayout, OfAMailOfWhichNothingIsSetIsThatOfCpp) {
  const postino_mail laid_out = POSTINO_MAIL_INIT;
  const Mail& mail = *as<const Mail>(&laid_out);
  EXPECT_EQ(mail.recipient_count(), 0U);
  EXPECT_TRUE(mail.from.address.empty());
  EXPECT_EQ(mail.date.unix_seconds, Mail{}.date.unix_seconds);
  EXPECT_EQ(mail.message_id.seed, 0U);
  EXPECT_EQ(mail.priority, Mail{}.priority);
  EXPECT_FALSE(mail.null_reverse_path);
  EXPECT_TRUE(mail.headers.empty());
  EXPECT_TRUE(mail.parameters.empty());
}

TEST(CLayout, OfAServer) {
  const postino_mechanism* const mechanisms[] = {postino_xoauth2(), postino_external()};
  const postino_extension* const extensions[] = {postino_chunking()};
  postino_server laid_out = POSTINO_SERVER_INIT;
  laid_out.host = POSTINO_TEXT("mail.example");
  laid_out.port = 2525;
  laid_out.security = POSTINO_SECURITY_OPPORTUNISTIC;
  laid_out.login = {
      {POSTINO_TEXT("pump"), POSTINO_TEXT("secret"), POSTINO_TEXT("token"), {mechanisms, 2}, true},
      true};
  laid_out.ehlo_name = POSTINO_TEXT("client.example");
  laid_out.pipelining = POSTINO_PIPELINING_ACROSS_MAILS;
  laid_out.extensions = postino_extensions_of(extensions, 1);
  laid_out.lmtp = postino_lmtp_protocol();
  laid_out.keep_open = 7000;
  laid_out.timeouts.first_reply = 1234;
  const Server& server = *as<const Server>(&laid_out);
  EXPECT_EQ(string_view{server.host}, "mail.example");
  EXPECT_EQ(port_of(server), 2525);
  EXPECT_EQ(server.security, Security::Opportunistic);
  ASSERT_TRUE(server.login.has_value());
  EXPECT_EQ(string_view{server.login->password}, "secret");
  EXPECT_EQ(server.login->token.view(), "token");
  ASSERT_EQ(server.login->mechanisms.size(), 2U);
  EXPECT_EQ(server.login->mechanisms[0]->name(), "XOAUTH2");
  EXPECT_EQ(server.login->mechanisms[1]->name(), "EXTERNAL");
  EXPECT_TRUE(server.login->allow_clear_text);
  EXPECT_EQ(string_view{server.ehlo_name}, "client.example");
  EXPECT_EQ(server.pipelining, Pipelining::AcrossMails);
  ASSERT_EQ(server.extensions.size(), 1U);
  EXPECT_EQ(&server.extensions[0], &extension::chunking);
  EXPECT_EQ(&server.extensions.calls(), &detail::extension_calls);
  EXPECT_EQ(server.lmtp, &lmtp);
  EXPECT_EQ(server.keep_open, Millis{7000});
  EXPECT_EQ(server.timeouts.first_reply, Millis{1234});
}

TEST(CLayout, OfAServerOfWhichNothingIsSetIsThatOfCpp) {
  const postino_server laid_out = POSTINO_SERVER_INIT;
  const Server& server = *as<const Server>(&laid_out);
  const Server plain{};
  EXPECT_EQ(server.security, plain.security);
  EXPECT_FALSE(server.login.has_value());
  EXPECT_TRUE(server.extensions.empty());
  EXPECT_EQ(server.lmtp, nullptr);
  EXPECT_EQ(server.keep_open, plain.keep_open);
  const auto times = [](const Timeouts& all) { return *as<const std::array<Millis, 12>>(&all); };
  EXPECT_EQ(times(server.timeouts), times(Timeouts{}));
  const postino_timeouts netx = POSTINO_NETX_TIMEOUTS_INIT;
  EXPECT_EQ(times(*as<const Timeouts>(&netx)), times(netx_timeouts));
  const postino_login login = POSTINO_LOGIN_INIT;
  const auto mechanisms = as<const Login>(&login)->mechanisms;
  ASSERT_EQ(mechanisms.size(), 2U);
  EXPECT_EQ(mechanisms[0], &sasl::plain);
  EXPECT_EQ(mechanisms[1], &sasl::login);
}

TEST(CLayout, OfMime) {
  postino_callback_source source{};
  postino_attachment parts[2] = {POSTINO_ATTACHMENT_INIT, POSTINO_ATTACHMENT_INIT};
  parts[0].name = POSTINO_TEXT("a.bin");
  parts[0].content = {"ab", 2, nullptr};
  parts[1].content.source = &source.source;
  parts[1].content_id = POSTINO_TEXT("logo@x.example");
  parts[1].language = POSTINO_TEXT("de");
  parts[1].disposition = POSTINO_DISPOSITION_INLINE;
  const Attachment* const read = as<const Attachment>(&parts[0]);
  EXPECT_EQ(string_view{read[0].name}, "a.bin");
  EXPECT_EQ(string_view{read[0].type}, string_view{Attachment{}.type});
  EXPECT_EQ(read[0].content.view(), "ab");
  EXPECT_EQ(static_cast<void*>(read[1].content.source()), &source);
  EXPECT_EQ(string_view{read[1].content_id}, "logo@x.example");
  EXPECT_EQ(string_view{read[1].language}, "de");
  EXPECT_EQ(read[1].disposition, Disposition::Inline);

  const postino_text references[] = {POSTINO_TEXT("<a@x>"), POSTINO_TEXT("<b@x>")};
  postino_mime_content laid_out = POSTINO_MIME_CONTENT_INIT;
  laid_out.html.text = POSTINO_TEXT("<p>");
  laid_out.inlines = {parts, 1};
  laid_out.attachments = {parts, 2};
  laid_out.auto_submitted = POSTINO_AUTO_SUBMITTED_NO;
  laid_out.in_reply_to = POSTINO_TEXT("<c@x>");
  laid_out.references = {references, 2};
  const MimeContent& content = *as<const MimeContent>(&laid_out);
  EXPECT_EQ(content.html.view(), "<p>");
  EXPECT_EQ(content.inlines.size(), 1U);
  EXPECT_EQ(content.attachments.size(), 2U);
  EXPECT_EQ(string_view{content.charset}, string_view{MimeContent{}.charset});
  EXPECT_EQ(content.auto_submitted, AutoSubmitted::No);
  EXPECT_EQ(string_view{content.in_reply_to}, "<c@x>");
  ASSERT_EQ(content.references.size(), 2U);
  EXPECT_EQ(string_view{content.references[1]}, "<b@x>");
}

TEST(CLayout, OfARequestForReports) {
  const postino_dsn_recipient recipients[] = {{POSTINO_NOTIFY_NEVER, POSTINO_TEXT("o@x.example")}};
  postino_dsn_request laid_out = POSTINO_DSN_REQUEST_INIT;
  laid_out.notify = POSTINO_NOTIFY_FAILURE | POSTINO_NOTIFY_DELAY;
  laid_out.recipients = recipients;
  laid_out.recipient_count = 1;
  const DsnRequest& request = *as<const DsnRequest>(&laid_out);
  EXPECT_EQ(request.notify, Notify::Failure | Notify::Delay);
  ASSERT_EQ(request.recipients.size(), 1U);
  EXPECT_EQ(request.recipients[0].notify, Notify::Never);
  EXPECT_EQ(string_view{request.recipients[0].original}, "o@x.example");
}

}  // namespace
}  // namespace postino::test
