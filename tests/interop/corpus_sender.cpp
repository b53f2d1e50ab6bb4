// SPDX-License-Identifier: MIT
// corpus_sender OPTIONS...: sends a mail for each line of JSON on standard input, all of them on
// one connection, and prints a line of JSON about each. The options are those of postino-send.
#include <deque>
#include <exception>
#include <iostream>
#include <string>

#include "asked.hpp"
#include "credentials.hpp"
#include "failure.hpp"
#include "mail_sender.hpp"
#include "mechanisms.hpp"
#include "mime/specification.hpp"
#include "stop.hpp"

namespace postino::test {
namespace {

constexpr std::size_t max_recipients = 100;

Json answer(const Report& report) {
  Json recipients = Json::array();
  for (const RecipientReport& each : report.recipients) {
    recipients.push_back({{"outcome", name(each.outcome)}, {"code", each.code}});
  }
  return {{"outcome", name(report.outcome)},   {"fault", name(report.error.fault)},
          {"phase", name(report.error.phase)}, {"code", report.error.code},
          {"recipients", recipients},          {"text", std::string{report.text}}};
}

/// A mail as a line describes it.
class Described {
 public:
  Described(const Json& json, const demo::Asked& asked)
      : raw_{json.value("raw", false)},
        specification_{json},
        composer_{specification_.content()},
        mail_{specification_.mail()} {
    mail_.parameters = asked.parameters();
  }

  [[nodiscard]] QueuedMail queued() const {
    if (raw_) return {&mail_, &raw_mail};
    return {&mail_, &composer_};
  }

 private:
  bool raw_;
  Specification specification_;
  MimeComposer composer_;
  Mail mail_;
};

/// The lines of standard input, read as they are wanted.
class Lines final : public MailQueue {
 public:
  explicit Lines(const demo::Asked& asked) : asked_{asked} {}

  [[nodiscard]] QueuedMail at(std::uint16_t place) override {
    std::string line;
    while (mails_.size() <= place) {
      if (!std::getline(std::cin, line)) return {};
      mails_.emplace_back(Json::parse(line), asked_);
    }
    return mails_[place].queued();
  }

  void ended(const Report& report) override {
    const Json said = answer(report);
    std::cout << said.dump(-1, ' ', true, Json::error_handler_t::replace) << std::endl;
    mails_.pop_front();
  }

 private:
  const demo::Asked& asked_;
  std::deque<Described> mails_;
};

int run(const demo::Options& options) {
  const demo::Credentials credentials = demo::read_credentials(options);
  const demo::TlsFiles files = demo::read_tls_files(options);
  demo::MailSender sender{options, files, max_recipients};
  demo::Mechanisms mechanisms{sender.tls().random(), sender.tls().transport()};
  const auto allowed = mechanisms.allowed(options.auth, credentials);
  const demo::Asked asked{options.extensions, sender.tls().transport()};
  const Server server = demo::make_server(options, credentials, allowed, asked);
  Lines lines{asked};
  sender.send(server, lines);
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
