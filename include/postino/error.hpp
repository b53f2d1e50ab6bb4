// SPDX-License-Identifier: MIT
/// How a mail can end, and why.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postino {

/// What became of a mail, or of one recipient. What nobody set yet, all zero, is not accepted.
enum class Outcome : std::uint8_t {
  Accepted = 1,  ///< The server took responsibility. Forget it.
  Rejected = 2,  ///< The server refused it for good. Tell a person.
  Deferred = 0,  ///< Certainly not accepted, worth another try. Retry later.
  Unknown = 3,   ///< The end of the mail was handed over and no valid final reply came (RFC 1047).
                 ///< Retry with the same Message-ID, or hold.
  InvalidArgument = 4,  ///< An argument is invalid; nothing was sent. Fix the call.
  Unsafe = 5,  ///< A security check failed; nothing secret was sent, the connection is closed.
};

/// Where in the conversation the client is, or was when it failed. The state machine's rows.
enum class Phase : std::uint8_t {
  Idle,          ///< No mail under way.
  Connect,       ///< Looking up the name and connecting.
  ImplicitTls,   ///< The handshake before the greeting (RFC 8314).
  Greeting,      ///< Waiting for 220.
  Ehlo,          ///< EHLO.
  Helo,          ///< HELO, after EHLO was answered 5yz.
  StartTls,      ///< STARTTLS (RFC 3207).
  Handshake,     ///< The handshake behind STARTTLS.
  Auth,          ///< AUTH, with the initial response where there is one (RFC 4954).
  AuthResponse,  ///< The answer to a challenge.
  Rset,          ///< RSET, before the next mail when the last one was broken off.
  MailFrom,      ///< MAIL.
  RcptTo,        ///< RCPT, once for each recipient.
  Data,          ///< DATA.
  Content,       ///< The mail itself.
  Chunk,         ///< BDAT, a part of the mail that is not the last (RFC 3030).
  EndOfData,     ///< The dot or the last BDAT that ends it, and the final reply.
  Done,          ///< The mail has its report; the connection is open.
  Quit,          ///< QUIT.
};

/// Why a mail ended as it did.
enum class Fault : std::uint8_t {
  None,

  // InvalidArgument: Error::field and Error::index name the argument.
  LineBreak,           ///< CR, LF or NUL where none may be.
  InvalidAddress,      ///< Not a mailbox of RFC 5321 4.1.2.
  AddressTooLong,      ///< Over config::max_local_part_size or max_domain_size.
  NoSender,            ///< Mail::from is empty.
  NoRecipient,         ///< to, cc and bcc are all empty.
  TooManyRecipients,   ///< Over Sizes::recipients or config::max_recipients.
  InvalidUtf8,         ///< A header text that is not UTF-8.
  InvalidHeaderName,   ///< A blank, a colon, an 8-bit octet, a leading dot, or a header of our own.
  HeaderTooLong,       ///< A header's name is over config::max_header_name_size, or plain_text's
                       ///< subject over config::max_plain_subject_size.
  TooManyParts,        ///< Over config::max_parts inlines or attachments.
  InvalidType,         ///< Not a media type, a character set or a language; or a multipart.
  InvalidIdentifier,   ///< No Content-ID or Message-ID: empty, or with a blank or a bracket.
  InvalidDate,         ///< A UTC offset of a day or more.
  SeedNotUnique,       ///< A Message-ID that another device may make: no device, no random seed.
  ContentTooLarge,     ///< A text or an attachment in memory over config::max_content_size.
  NotForThisComposer,  ///< A field that the chosen composer does not write, or not so.
  NotForThisClient,    ///< Something that needs a feature which this client class lacks.
  NoHost,              ///< Server::host is empty.
  NameTooLong,         ///< Over config::max_name_size.
  InvalidName,         ///< Not a host name or address literal.
  InvalidPort,         ///< LMTP with no port of its own, or with that of SMTP.
  InvalidTimeout,      ///< 0 or over config::max_timeout.
  TlsUnavailable,      ///< The transport has no TLS and Server::security asks for it.
  CredentialsInClear,  ///< A login without TLS, and Login::allow_clear_text is not set.
  CredentialTooLong,  ///< Over config::max_credential_size, or a token over config::max_token_size.
  InvalidCredential,  ///< Empty where one is needed, or with an octet that none may have.
  NoMechanism,        ///< Login::mechanisms is empty.
  TooManyMechanisms,  ///< Over config::max_mechanisms.
  PacketTooSmall,     ///< Under PacketPool::min_packet_bytes, or no packet at all.
  NoTrustAnchor,      ///< TLS with nothing to verify the server by.
  InvalidTrustAnchor,  ///< A trust anchor that is not a certificate.
  InvalidIdentity,     ///< A client certificate or its key can't be read, or they don't match.
  NoClock,             ///< TLS without a word on how to judge a certificate's dates.
  RecordsUnbounded,   ///< The input buffer of TLS does not hold every record, smaller ones can't be
                      ///< asked for, and nobody vouches for the server.
  TooManyExtensions,  ///< Over config::max_extensions in Server::extensions.
  ExtensionNotNamed,  ///< A parameter whose extension is not in Server::extensions.
  InvalidParameter,   ///< A parameter's value is outside of what its RFC allows.

  // Ours.
  Aborted,            ///< abort() was called.
  NoPacket,           ///< The pool stayed empty for Timeouts::packet_wait.
  SourceFailed,       ///< A Source failed, or can't be rewound for a retry.
  OutOfMemory,        ///< The heap of TLS is too small; or a hash failed.
  TlsBufferTooSmall,  ///< A record or a handshake message of the server's does not fit the input
                      ///< buffer of TLS; Error::native_code is the size in bytes that would do.
  KeyUpdate,          ///< The server asked for new keys of TLS 1.3, which Mbed TLS 3.6 can't make.
  RandomFailed,       ///< The source of random numbers failed.
  NoToken,            ///< The TokenSource has no token yet.
  InvalidToken,       ///< What it gave is over config::max_token_size, or has an octet that is not
                      ///< printable ASCII.
  InvalidContent,     ///< A text that goes as it is (raw_mail, plain_text) holds a NUL, or an 8-bit
                      ///< octet and the server lacks 8BITMIME.

  // The network.
  HostNotFound,    ///< The name has no address.
  ConnectFailed,   ///< No address answered.
  ConnectionLost,  ///< Closed or reset by the peer or the network.
  Timeout,         ///< A phase's deadline passed.
  SessionTimeout,  ///< Timeouts::session passed.
  SpeaksTls,       ///< That port speaks TLS from the first octet, and the greeting was awaited in
                   ///< clear: a record of TLS came, or nothing at port 465.

  // The server's answer.
  NegativeReply,        ///< A 4yz or 5yz (RFC 5321 4.2.1); Error::code has it.
  ServiceClosing,       ///< 421.
  TlsOrLoginRequired,   ///< 530: the server wants TLS or a login before that command.
  LoginRejected,        ///< The server rejected the credentials.
  AllRecipients,        ///< The server refused every recipient; Error::code is the first one's.
  SizeExceeded,         ///< The mail is larger than the server's SIZE.
  Utf8NotOffered,       ///< A non-ASCII address and no SMTPUTF8.
  ExtensionNotOffered,  ///< A parameter of an extension that the server does not offer.
  TlsRequired,          ///< RequireTls, and no TLS with the server verified.
  LimitExceeded,        ///< More than the server's LIMITS allow, or than an extension's own.

  // The server broke the protocol.
  MalformedReply,     ///< Not the grammar of RFC 5321 4.2.
  ReplyLineTooLong,   ///< Over config::max_reply_line_size.
  ReplyTooManyLines,  ///< Over config::max_reply_lines, or max_ehlo_lines.
  ReplyTooLong,       ///< Over config::max_reply_size.
  UnexpectedReply,    ///< A code that can't answer this command.
  EarlyReply,         ///< A reply that began before its command had been handed over.
  BadChallenge,       ///< A challenge that the mechanism can't answer; it was cancelled.

  // Security: Unsafe.
  StartTlsNotOffered,  ///< TLS is required and not to be had.
  StartTlsRejected,    ///< STARTTLS was answered neither 220 nor 4yz.
  OctetsBeforeTls,     ///< Something came after STARTTLS's 220.
  TlsFailed,           ///< The handshake, or the protection of an octet, failed.
  NotTls,              ///< What came in place of TLS's first record is none: that port speaks in
                       ///< clear, or STARTTLS was answered so.
  TlsAlert,            ///< The server ended TLS by an alert; Error::native_code is its number.
  Untrusted,           ///< No chain from the server's certificate to a trust anchor.
  WrongName,           ///< The certificate is not for Server::host.
  Expired,             ///< The time of the server's certificate, or of one that it showed, is over.
  AnchorExpired,       ///< The trust anchor's time is over, and nothing's that the server showed.
  NotYetValid,         ///< The certificate's time, or one's of its chain, has not begun.
  WeakCertificate,     ///< A key too short, or a signature with SHA-1 or worse.
  PinMismatch,         ///< Neither the certificate nor its key is one of those pinned.
  AuthNotOffered,      ///< A login is set and the server offers no AUTH.
  MechanismNotAllowed,  ///< The server offers none of Login::mechanisms.
  ServerNotAuthentic,   ///< The server did not prove that it knows the password (RFC 5802), or
                        ///< what it said can't come from one that does.
};

/// Which argument is invalid.
enum class Field : std::uint8_t {
  None,
  Host,
  Port,
  EhloName,
  Security,
  Timeouts,
  User,
  Password,
  Token,
  Mechanisms,
  Packets,
  From,
  Sender,
  ReplyTo,
  To,
  Cc,
  Bcc,
  Subject,
  Date,
  MessageIdDomain,
  MessageIdSeed,
  Priority,
  HeaderName,
  HeaderValue,
  Text,
  Charset,
  Language,
  InReplyTo,
  References,
  Inlines,
  Attachments,
  Extensions,
  Parameters,
  Lmtp,
};

/// RFC 3463, "5.7.8". All zero: the reply had none, or one whose class is not the reply's.
struct EnhancedStatusCode {
  std::uint8_t status_class = 0;
  std::uint16_t subject = 0;
  std::uint16_t detail = 0;

  friend constexpr bool operator==(const EnhancedStatusCode&, const EnhancedStatusCode&) = default;
};

/// Why, where, and in whose words.
struct Error {
  Fault fault = Fault::None;
  Phase phase = Phase::Idle;
  Field field = Field::None;  ///< The argument; None unless it is about one argument.
  std::uint16_t index = 0;    ///< Which of several: recipient of its list, or header.
  std::uint16_t code = 0;     ///< The reply code, 0 when there was no reply.
  EnhancedStatusCode enhanced{};
  int native_code = 0;  ///< The socket's own number, 0 when there is none.
};

/// Names for logs: "Accepted", "RcptTo", "HostNotFound", "Subject". An image that does not ask
/// does not carry them.
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::string_view name(Phase phase);
[[nodiscard]] std::string_view name(Fault fault);
[[nodiscard]] std::string_view name(Field field);

}  // namespace postino
