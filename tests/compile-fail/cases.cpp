// SPDX-License-Identifier: MIT
// What must not compile: each case lends Postino something that is gone before the mail is sent.
// CONTROL is the same with names, and compiles. One case at a time: -DCASE_<name>.
#include <array>
#include <string>
#include <vector>

#include "postino/chunking.hpp"
#include "postino/client.hpp"
#include "postino/dsn.hpp"
#include "postino/send_mail.hpp"

/// Says one line of text.
class Line final : public postino::Source {
 public:
  postino::Transfer pull(std::span<char>) override { return postino::Transfer::end(); }
  bool rewind() override { return true; }
  [[nodiscard]] std::uint32_t size() const override { return 0; }
};

void use(postino::Client& client, postino::Waiter& waiter) {
  const std::string subject{"x"};
  const postino::Recipient list[] = {{.address = "a@b.example"}, {.address = "c@b.example"}};
  constexpr const postino::Extension* extensions[] = {&postino::extension::chunking};
  const postino::Server server{.host = "b.example", .extensions = extensions};
  Line line;
  const postino::Header headers[] = {{.name = "X-A", .value = "1"}};
  const std::vector<postino::Recipient> more{{.address = "d@b.example"}};
  const postino::Mail mail{.to = list,
                           .cc = more,
                           .bcc = std::span{more},
                           .subject = subject,
                           .headers = headers,
                           .text = line};
  static_cast<void>(client.send(server, mail));
  static_cast<void>(postino::send_mail(client, waiter, server, mail));

#if defined(CASE_TEMPORARY_SUBJECT)
  const postino::Mail bad{.subject = std::string{"x"}};
#elif defined(CASE_TEMPORARY_TEXT)
  const postino::Mail bad{.text = std::string{"x"}};
#elif defined(CASE_TEMPORARY_HOST)
  const postino::Server bad{.host = std::string{"x"}};
#elif defined(CASE_TEMPORARY_RECIPIENT)
  const postino::Mail bad{.to = std::string{"a@b.example"}};
#elif defined(CASE_TEMPORARY_RECIPIENTS)
  using List = postino::Recipient[2];
  const postino::Mail bad{.to = List{{.address = "a@b.example"}, {.address = "c@b.example"}}};
#elif defined(CASE_TWICE_BRACED_RECIPIENTS)
  const postino::Mail bad{.to = {{{.address = "a@b.example"}, {.address = "c@b.example"}}}};
#elif defined(CASE_BRACED_RECIPIENTS)
  const postino::Mail bad{.to = {{.address = "a@b.example"}, {.address = "c@b.example"}}};
#elif defined(CASE_K18_BRACED_TO)
  const postino::Mail bad{.to = {{"ops@x.example", "boss@x.example"}}};
#elif defined(CASE_K18_BRACED_CC)
  const postino::Mail bad{.cc = {{"a@x.example", "b@x.example"}}};
#elif defined(CASE_K18_BRACED_PAIRS)
  const postino::Mail bad{.bcc = {{"a@x.example", "b@x.example"}, {"c@x.example", "d@x.example"}}};
#elif defined(CASE_K18_BRACED_THREE)
  const postino::Mail bad{.to = {"a@x.example", "b@x.example", "c@x.example"}};
#elif defined(CASE_K18_BRACED_STRINGS)
  const postino::Mail bad{.to = {{subject, subject}}};
#elif defined(CASE_K18_BRACED_SUBJECT)
  const postino::Mail bad{.subject = {{"Pump 3", "Pump 4"}}};
#elif defined(CASE_K18_BRACED_HEADERS)
  const postino::Mail bad{.headers = {{"X-A", "1"}}};
#elif defined(CASE_K18_TEMPORARY_VECTOR)
  const postino::Mail bad{.to = std::vector<postino::Recipient>{{.address = "a@x.example"}}};
#elif defined(CASE_TEMPORARY_HEADERS)
  using Pair = std::array<postino::Header, 2>;
  const postino::Mail bad{.headers = Pair{}};
#elif defined(CASE_BRACED_HEADERS)
  const postino::Mail bad{.headers = {{.name = "X-A", .value = "1"}, {.name = "X-B"}}};
#elif defined(CASE_BRACED_MECHANISMS)
  const postino::Login bad{.mechanisms = {&postino::sasl::login, &postino::sasl::plain}};
#elif defined(CASE_BRACED_EXTENSIONS)
  const postino::Server bad{
      .extensions = {&postino::extension::chunking, &postino::extension::dsn}};
#elif defined(CASE_TEMPORARY_EXTENSIONS)
  using Extensions = std::vector<const postino::Extension*>;
  const postino::Server bad{.extensions = Extensions{&postino::extension::chunking}};
#elif defined(CASE_TEMPORARY_PARAMETERS)
  const postino::Mail bad{.parameters = std::vector<const postino::Parameters*>{}};
#elif defined(CASE_TEMPORARY_SOURCE)
  const postino::Mail bad{.text = Line{}};
#elif defined(CASE_TEMPORARY_SERVER)
  static_cast<void>(client.send(postino::Server{}, mail));
#elif defined(CASE_TEMPORARY_MAIL)
  static_cast<void>(client.send(server, postino::Mail{}));
#elif defined(CASE_TEMPORARY_BOTH)
  static_cast<void>(client.send(postino::Server{}, postino::Mail{}));
#elif defined(CASE_NULL_HOST)
  const postino::Server bad{.host = nullptr};
#elif defined(CASE_COPIED_CLIENT)
  postino::Client copy{client};
#elif !defined(CASE_CONTROL)
#error "no case"
#endif
}
