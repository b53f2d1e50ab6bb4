// SPDX-License-Identifier: MIT
// corpus_sender OPTIONS...: sends a mail for each line of JSON on standard input, all of them on
// one connection, and prints a line of JSON about each. The options are those of postino-send.
#include <exception>
#include <iostream>

#include "credentials.hpp"
#include "failure.hpp"
#include "letter.hpp"
#include "mail_sender.hpp"
#include "mechanisms.hpp"
#include "mime/specification.hpp"
#include "result.hpp"
#include "stop.hpp"

namespace postino::test {
namespace {

constexpr std::size_t most_recipients = 100;

Json answer(const Report& report) {
  Json recipients = Json::array();
  for (const RecipientReport& each : report.recipients) {
    recipients.push_back({{"outcome", name(each.outcome)}, {"code", each.code}});
  }
  return {{"outcome", name(report.outcome)},   {"fault", name(report.error.fault)},
          {"phase", name(report.error.phase)}, {"code", report.error.code},
          {"recipients", recipients},          {"text", std::string{report.text}}};
}

Report send(demo::MailSender& sender, const Server& server, const Json& json) {
  const Specification specification{json};
  if (json.value("raw", false)) return sender.send(server, specification.mail(), raw_mail);
  const MimeComposer composer{specification.content()};
  return sender.send(server, specification.mail(), composer);
}

int run(const demo::Options& options) {
  const demo::Credentials credentials = demo::read_credentials(options);
  const demo::TlsFiles files = demo::read_tls_files(options);
  demo::MailSender sender{options, files, most_recipients};
  demo::Mechanisms mechanisms{sender.tls().random(), sender.tls().transport()};
  const auto allowed = mechanisms.allowed(options.auth, credentials);
  const Server server = demo::make_server(options, credentials, allowed);
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json said = answer(send(sender, server, Json::parse(line)));
    std::cout << said.dump(-1, ' ', true, Json::error_handler_t::replace) << std::endl;
  }
  sender.quit();
  return 0;
}

}  // namespace
}  // namespace postino::test

int main(int argc, char** argv) {
  try {
    postino::demo::ignore_broken_pipes();
    const auto options = postino::demo::read_options(argc, argv);
    return options ? postino::test::run(*options) : 0;
  } catch (const postino::demo::Failure& failure) {
    std::cerr << failure.reason << '\n';
    return static_cast<int>(failure.status);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
