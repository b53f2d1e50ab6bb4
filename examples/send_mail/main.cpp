// SPDX-License-Identifier: MIT
/// postino-send: sends a mail from the command line.
#include <exception>
#include <iostream>
#include <memory>
#include <optional>

#include "body.hpp"
#include "credentials.hpp"
#include "dump.hpp"
#include "embedded.hpp"
#include "failure.hpp"
#include "hints.hpp"
#include "letter.hpp"
#include "mail_text.hpp"
#include "names.hpp"
#include "options.hpp"
#include "print.hpp"
#include "run.hpp"
#include "stop.hpp"
#include "tls_files.hpp"

namespace postino::demo {
namespace {

void complain(const std::string& what) { std::cerr << "postino-send: " << printable(what) << '\n'; }

void warn(const Options& options) {
  if (options.insecure && !options.pin) {
    complain(
        "warning: --insecure: the server's certificate is NOT verified; whoever is in between "
        "can read and change all of it, the password included");
  }
  if (options.logs_in() && options.clear_text_named && !options.embedded()) {
    complain("warning: the login goes out in clear text");
  }
}

/// The mail has gone its way already, so this is no reason to fail.
void keep_session(const Options& options, const std::string& session) {
  if (options.tls_session.empty() || session.empty()) return;
  try {
    save_session(options.tls_session, session);
  } catch (const Failure& failure) {
    complain("warning: --tls-session: " + failure.reason);
  }
}

void print(const Options& options, const Result& result, const EmbeddedServer* server) {
  if (options.json || options.json_tls) {
    std::cout << to_json(result, options.json_tls) << '\n';
  } else if (server != nullptr) {
    for (const ReceivedMail& mail : server->mails()) std::cout << to_text(mail);
  } else if (result.outcome == Outcome::Accepted) {
    std::cout << to_line(result) << '\n';
  }
  std::cout << std::flush;
}

void explain(const Options& options, const Result& result) {
  if (result.exit() == Exit::Accepted) return;
  complain(reason(result));
  const std::string_view advice = hint(result.error, options.security);
  if (!advice.empty()) std::cerr << "hint: " << advice << '\n';
}

/// Nothing is sent.
Exit print(const Options& options) {
  Body body = read_body(options);
  const Letter letter{options};
  const Result result = dump(letter, body);
  explain(options, result);
  return result.exit();
}

Exit send(Options& options) {
  const Credentials credentials = read_credentials(options);
  TlsFiles files = read_tls_files(options);
  files.session = load_session(options.tls_session);
  Body body = read_body(options);
  const Letter letter{options};
  warn(options);
  const std::unique_ptr<EmbeddedServer> server = start_embedded(options, credentials, files);
  watch_for_stop();
  const Result result = run(options, letter, body, credentials, files);
  keep_session(options, result.session);
  print(options, result, server.get());
  explain(options, result);
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
