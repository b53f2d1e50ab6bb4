// SPDX-License-Identifier: MIT
#include "hints.hpp"

#include <algorithm>
#include <cerrno>
#include <iterator>

namespace postino::demo {
namespace {

constexpr int any_number = 0;
constexpr Phase any_phase = Phase::Idle;

struct Hint {
  Fault fault;
  Phase phase;
  int native_code;
  const char* text;
};

constexpr const char* nothing_answers =
    "nothing answers there. A firewall may be in between: many networks block port 25; try port "
    "587 (--security starttls) or 465 (--security tls)";
constexpr const char* no_route =
    "no way leads to that address from here. A server with an IPv6 address alone needs IPv6 on "
    "this machine and its network";
constexpr const char* greeting_overdue =
    "a server that says nothing may wait for TLS: try --security tls, and port 465";

constexpr Hint hints[] = {
    {Fault::ConnectFailed, Phase::Connect, ECONNREFUSED,
     "nothing listens on that port. Mail is handed in at 587 (--security starttls) or 465 "
     "(--security tls)"},
    {Fault::ConnectFailed, Phase::Connect, ENETUNREACH, no_route},
    {Fault::ConnectFailed, Phase::Connect, EHOSTUNREACH, no_route},
    {Fault::Timeout, Phase::Connect, any_number, nothing_answers},
    {Fault::SessionTimeout, Phase::Connect, any_number, nothing_answers},
    {Fault::MalformedReply, Phase::Greeting, any_number,
     "another service than mail may listen on that port"},
    {Fault::Timeout, Phase::Greeting, any_number, greeting_overdue},
    {Fault::SessionTimeout, Phase::Greeting, any_number, greeting_overdue},
    {Fault::SpeaksTls, Phase::Greeting, any_number,
     "try --security tls, or --security starttls and port 587"},
    {Fault::NotTls, Phase::ImplicitTls, any_number,
     "that port speaks no TLS, or only after STARTTLS: try --security starttls, and port 587"},
    {Fault::StartTlsNotOffered, Phase::Ehlo, any_number,
     "try --security tls, and port 465. Where STARTTLS was offered before, somebody in between may "
     "have removed it"},
    {Fault::TlsOrLoginRequired, Phase::MailFrom, any_number,
     "that server takes mail only after a login: --user, and --security starttls or tls"},
    {Fault::TlsOrLoginRequired, Phase::Auth, any_number,
     "that server takes a login only under TLS: --security starttls, and port 587"},
    {Fault::LoginRejected, any_phase, any_number,
     "many providers take no account's password here, but an app password that is made on their "
     "web pages, or a token (--token-file, --token-command)"},
    {Fault::WrongName, any_phase, any_number,
     "--server has to be a name that is in the certificate; an alias or an address may not be"},
    {Fault::Untrusted, any_phase, any_number,
     "--ca names the certificate of an authority of one's own, or the server's if it is "
     "self-signed"},
    {Fault::NotYetValid, any_phase, any_number, "is the clock of this machine right?"}};

}  // namespace

std::string_view hint(const Error& error, Security security) {
  // Under TLS the server has waited long enough for it.
  if (security == Security::Tls && error.phase == Phase::Greeting &&
      error.fault != Fault::MalformedReply) {
    return {};
  }
  const auto found = std::find_if(std::begin(hints), std::end(hints), [&](const Hint& one) {
    return one.fault == error.fault && (one.phase == any_phase || one.phase == error.phase) &&
           (one.native_code == any_number || one.native_code == error.native_code);
  });
  return found != std::end(hints) ? std::string_view{found->text} : std::string_view{};
}

}  // namespace postino::demo
