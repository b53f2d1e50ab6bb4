// SPDX-License-Identifier: MIT
/// postino-send: sends a mail from the command line.
#include <exception>
#include <iostream>
#include <memory>
#include <optional>

#include "body.hpp"
#include "dump.hpp"
#include "embedded_server.hpp"
#include "failure.hpp"
#include "letter.hpp"
#include "names.hpp"
#include "options.hpp"
#include "password.hpp"
#include "print.hpp"
#include "run.hpp"
#include "stop.hpp"

namespace postino::demo {
namespace {

void complain(const std::string& what) { std::cerr << "postino-send: " << printable(what) << '\n'; }

std::unique_ptr<EmbeddedServer> start_server(Options& options, const std::string& password) {
  if (!options.embedded()) return nullptr;
  ServerOptions how;
  if (options.logs_in()) how.users[options.user] = password;
  options.host = how.addresses.front();
  options.clear_text_named = options.security == Security::None;
  auto server = std::make_unique<EmbeddedServer>(std::move(how));
  options.port = server->port();
  return server;
}

void print(const Options& options, const Result& result, const EmbeddedServer* server) {
  if (options.json) {
    std::cout << to_json(result) << '\n';
  } else if (server != nullptr) {
    for (const ReceivedMail& mail : server->mails()) std::cout << to_text(mail);
  } else if (result.outcome == Outcome::Accepted) {
    std::cout << to_line(result) << '\n';
  }
  std::cout << std::flush;
}

/// Nothing is sent.
Exit print(const Options& options) {
  Body body = read_body(options);
  const Letter letter{options};
  const Result result = dump(letter, body);
  if (result.exit() != Exit::Accepted) complain(reason(result));
  return result.exit();
}

Exit send(Options& options) {
  const std::string password = read_password(options);
  Body body = read_body(options);
  const Letter letter{options};
  if (options.logs_in() && options.clear_text_named && !options.embedded()) {
    complain("warning: the password goes out in clear text");
  }
  const std::unique_ptr<EmbeddedServer> server = start_server(options, password);
  watch_for_stop();
  const Result result = run(options, letter, body, password);
  print(options, result, server.get());
  if (result.exit() != Exit::Accepted) complain(reason(result));
  return result.exit();
}

Exit guarded_main(int argc, const char* const* argv) {
  try {
    std::optional<Options> options = read_options(argc, argv);
    if (!options) return Exit::Accepted;
    return options->mime.dump ? print(*options) : send(*options);
  } catch (const Failure& failure) {
    complain(failure.reason);
    return failure.status;
  } catch (const std::exception& error) {
    complain(error.what());
    return Exit::Deferred;
  }
}

}  // namespace
}  // namespace postino::demo

int main(int argc, char** argv) {
  postino::demo::open_standard_streams();
  postino::demo::ignore_broken_pipes();
  return static_cast<int>(postino::demo::guarded_main(argc, argv));
}
