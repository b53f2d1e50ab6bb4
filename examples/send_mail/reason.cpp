// SPDX-License-Identifier: MIT
#include <netdb.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "missed_recipients.hpp"
#include "names.hpp"
#include "postino/mbedtls_alert.hpp"
#include "result.hpp"

namespace postino::demo {
namespace {

struct Sentence {
  Fault fault;
  const char* text;
};

constexpr Sentence sentences[] = {
    {Fault::LineBreak, "holds a line break or a NUL"},
    {Fault::InvalidAddress, "not an address user@host"},
    {Fault::AddressTooLong, "the address is too long"},
    {Fault::NoSender, "there is no sender"},
    {Fault::NoRecipient, "there is no recipient"},
    {Fault::TooManyRecipients, "too many recipients"},
    {Fault::InvalidUtf8, "not UTF-8"},
    {Fault::InvalidHeaderName, "not the name of a header that may be added"},
    {Fault::HeaderTooLong, "a header's name is too long"},
    {Fault::TooManyParts, "more than 255"},
    {Fault::InvalidType, "not a media type, a character set or a language that can be used"},
    {Fault::InvalidIdentifier, "empty, or holds a blank, a bracket or what is not ASCII"},
    {Fault::ContentTooLarge, "a text or a file is too large"},
    {Fault::SeedNotUnique, "the Message-ID could be another's"},
    {Fault::InvalidDate, "the time zone is a day or more off"},
    {Fault::NotForThisComposer, "a message sent as it is takes none"},
    {Fault::NoHost, "there is no host"},
    {Fault::NameTooLong, "the name is too long"},
    {Fault::InvalidName, "not a host name or an address"},
    {Fault::InvalidPort, "not a port for LMTP"},
    {Fault::InvalidTimeout, "out of range"},
    {Fault::TlsUnavailable, "there is no TLS"},
    {Fault::NoTrustAnchor, "there is no certificate to verify the server by"},
    {Fault::InvalidTrustAnchor, "holds what is no certificate"},
    {Fault::InvalidIdentity, "not a certificate in PEM and its private key"},
    {Fault::RecordsUnbounded, "TLS's buffer does not hold every record"},
    {Fault::NoClock, "it is not known what time it is"},
    {Fault::CredentialsInClear,
     "a login needs --security starttls or tls, or --security none for one in clear text"},
    {Fault::CredentialTooLong, "too long"},
    {Fault::InvalidCredential, "empty, or holds an octet that none may have"},
    {Fault::NoMechanism, "there is none"},
    {Fault::TooManyMechanisms, "too many"},
    {Fault::PacketTooSmall, "too small"},
    {Fault::InvalidParameter, "a value that its extension does not allow"},
    {Fault::Aborted, "interrupted"},
    {Fault::NoPacket, "no packet came free"},
    {Fault::SourceFailed, "the text can't be read"},
    {Fault::OutOfMemory, "TLS ran out of its memory"},
    {Fault::TlsBufferTooSmall, "a record or a chain of the server's is too large for TLS's buffer"},
    {Fault::KeyUpdate, "the server asked for new keys, which this TLS can't make"},
    {Fault::RandomFailed, "the system has no random numbers"},
    {Fault::NoToken, "--token-command gave no token"},
    {Fault::InvalidToken, "what --token-command wrote is too long, or holds what no token may"},
    {Fault::InvalidContent,
     "the message holds a NUL, or 8-bit octets that the server does not take"},
    {Fault::HostNotFound, "the server's name has no address"},
    {Fault::ConnectFailed, "no connection"},
    {Fault::ConnectionLost, "the connection was lost"},
    {Fault::Timeout, "the server took too long"},
    {Fault::SessionTimeout, "the session took too long"},
    {Fault::SpeaksTls, "that port speaks TLS from the first octet"},
    {Fault::NegativeReply, "the server said"},
    {Fault::ServiceClosing, "the server is closing"},
    {Fault::TlsOrLoginRequired, "the server wants TLS or a login first"},
    {Fault::LoginRejected, "the login was rejected"},
    {Fault::AllRecipients, "all recipients were refused"},
    {Fault::SizeExceeded, "larger than the server takes"},
    {Fault::Utf8NotOffered, "the server does not take this address (no SMTPUTF8)"},
    {Fault::ExtensionNotOffered, "the server does not offer what an option asks for"},
    {Fault::TlsRequired, "--require-tls, and the server is not verified"},
    {Fault::LimitExceeded, "more than the server allows"},
    {Fault::MalformedReply, "what the server sent is not SMTP"},
    {Fault::ReplyLineTooLong, "the server sent too long a line"},
    {Fault::ReplyTooManyLines, "the server sent too many lines"},
    {Fault::ReplyTooLong, "the server sent too long a reply"},
    {Fault::UnexpectedReply, "the server gave an answer that does not fit"},
    {Fault::EarlyReply, "the server answered before it was asked"},
    {Fault::BadChallenge, "the server's challenge makes no sense"},
    {Fault::StartTlsNotOffered, "the server does not offer STARTTLS"},
    {Fault::StartTlsRejected, "the server rejected STARTTLS"},
    {Fault::OctetsBeforeTls, "octets in clear text behind STARTTLS"},
    {Fault::TlsFailed, "TLS failed"},
    {Fault::NotTls, "what the server sent is not TLS"},
    {Fault::TlsAlert, "the server ended TLS"},
    {Fault::Untrusted, "the server's certificate comes from no authority that is trusted (--ca)"},
    {Fault::WrongName, "the server's certificate is for another name"},
    {Fault::Expired, "the server's certificate has expired"},
    {Fault::AnchorExpired, "the certificate of the authority that is trusted (--ca) has expired"},
    {Fault::NotYetValid, "the server's certificate is not valid yet"},
    {Fault::WeakCertificate, "the server's certificate has too short a key or a SHA-1 signature"},
    {Fault::PinMismatch, "the server's key is not the one of --pin"},
    {Fault::ServerNotAuthentic, "the server does not know the password, or plays false"},
    {Fault::AuthNotOffered, "the server offers no login"},
    {Fault::MechanismNotAllowed, "the server offers no mechanism that is allowed"}};

std::string sentence(Fault fault) {
  const auto found = std::find_if(std::begin(sentences), std::end(sentences),
                                  [fault](const Sentence& one) { return one.fault == fault; });
  return found != std::end(sentences) ? found->text : kebab(name(fault));
}

struct Argument {
  Field field;
  const char* option;
  bool repeatable;
};

constexpr Argument arguments[] = {{Field::Host, "--server", false},
                                  {Field::Port, "--server", false},
                                  {Field::EhloName, "--helo", false},
                                  {Field::Security, "--security", false},
                                  {Field::Timeouts, "--timeout", false},
                                  {Field::User, "--user", false},
                                  {Field::Password, "the password", false},
                                  {Field::Token, "the token", false},
                                  {Field::Mechanisms, "--auth", false},
                                  {Field::Packets, "--packet-bytes", false},
                                  {Field::From, "--from", false},
                                  {Field::To, "--to", true},
                                  {Field::Cc, "--cc", true},
                                  {Field::Bcc, "--bcc", true},
                                  {Field::Subject, "--subject", false},
                                  {Field::Priority, "--priority", false},
                                  {Field::HeaderName, "--header", true},
                                  {Field::HeaderValue, "--header", true},
                                  {Field::Text, "the text", false},
                                  {Field::Charset, "--charset", false},
                                  {Field::InReplyTo, "--in-reply-to", false},
                                  {Field::Inlines, "--inline", true},
                                  {Field::Attachments, "--attach", true}};

/// "--to (number 2): ", or nothing.
std::string argument(const Error& error) {
  if (error.fault == Fault::InvalidTrustAnchor || error.fault == Fault::NoTrustAnchor) {
    return "--ca: ";
  }
  if (error.fault == Fault::InvalidIdentity) return "--cert: ";
  const auto found = std::find_if(std::begin(arguments), std::end(arguments),
                                  [&](const Argument& one) { return one.field == error.field; });
  if (found == std::end(arguments)) return {};
  std::string text = found->option;
  if (found->repeatable) text += " (number " + std::to_string(error.index + 1) + ")";
  return text + ": ";
}

/// The server's text has the enhanced code in it already.
std::string server_words(const Result& result) {
  if (result.error.code == 0) return {};
  const bool empty = result.text.empty();
  std::string text = empty ? to_text(result.error.code, result.error.enhanced)
                           : std::to_string(result.error.code) + " " + result.text;
  std::replace(text.begin(), text.end(), '\n', '/');
  return ": " + text;
}

bool is_of_tls(Fault fault) { return fault >= Fault::TlsFailed && fault <= Fault::PinMismatch; }

/// As Mbed TLS's headers write it: "-0x7780", and flags of a certificate as "0x8".
std::string hexadecimal(int number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), std::abs(number), 16);
  return (number < 0 ? "-0x" : "0x") + std::string{digits.begin(), end.ptr};
}

/// "unknown_ca", or the number of one that has no name.
std::string alert(int number) {
  const std::string_view name = mbed_alert_name(number);
  return name.empty() ? std::to_string(number) : std::string{name};
}

std::string native_words(const Error& error) {
  const int number = error.native_code;
  if (number == 0 || error.fault == Fault::OutOfMemory) return {};
  if (error.fault == Fault::TlsBufferTooSmall) {
    return " (" + std::to_string(number) + " bytes would do)";
  }
  if (error.fault == Fault::TlsAlert) return " (alert: " + alert(number) + ")";
  if (is_of_tls(error.fault)) return " (Mbed TLS: " + hexadecimal(number) + ")";
  return std::string{": "} + (number > 0 ? std::strerror(number) : ::gai_strerror(number));
}

/// Why the message did not go its way; nothing when it did, and only recipients were refused.
std::string fault(const Result& result) {
  if (result.error.fault == Fault::None) return {};
  std::string text = argument(result.error) + sentence(result.error.fault);
  if (result.outcome != Outcome::InvalidArgument) text += ", at " + kebab(name(result.error.phase));
  const Phase phase = result.error.phase;
  const bool logs_in = phase == Phase::Auth || phase == Phase::AuthResponse;
  if (logs_in && !result.mechanism.empty()) text += " by " + result.mechanism;
  return text + server_words(result) + native_words(result.error);
}

}  // namespace

std::string reason(const Result& result) {
  std::string text = fault(result);
  if (const std::string recipients = missed_recipients(result); !recipients.empty()) {
    if (!text.empty()) text += "; ";
    if (result.outcome == Outcome::Accepted) text += "not for all recipients: ";
    text += recipients;
  }
  return printable(kebab(name(result.outcome)) + ": " + text);
}

}  // namespace postino::demo
