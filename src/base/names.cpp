// SPDX-License-Identifier: MIT
#include <cstdint>

#include "postino/error.hpp"

namespace postino {
namespace {

constexpr std::string_view outcome_names[] = {"Deferred", "Accepted",        "Rejected",
                                              "Unknown",  "InvalidArgument", "Unsafe"};
static_assert(sizeof outcome_names / sizeof outcome_names[0] ==
              static_cast<std::size_t>(Outcome::Unsafe) + 1);

constexpr std::string_view phase_names[] = {
    "Idle",      "Connect", "ImplicitTls",  "Greeting", "Ehlo",     "Helo",   "StartTls",
    "Handshake", "Auth",    "AuthResponse", "Rset",     "MailFrom", "RcptTo", "Data",
    "Content",   "Chunk",   "EndOfData",    "Done",     "Quit"};
static_assert(sizeof phase_names / sizeof phase_names[0] ==
              static_cast<std::size_t>(Phase::Quit) + 1);

constexpr std::string_view fault_names[] = {"None",
                                            "LineBreak",
                                            "InvalidAddress",
                                            "AddressTooLong",
                                            "NoSender",
                                            "NoRecipient",
                                            "TooManyRecipients",
                                            "InvalidUtf8",
                                            "InvalidHeaderName",
                                            "HeaderTooLong",
                                            "TooManyParts",
                                            "InvalidType",
                                            "InvalidIdentifier",
                                            "InvalidDate",
                                            "SeedNotUnique",
                                            "ContentTooLarge",
                                            "NotForThisComposer",
                                            "NotForThisClient",
                                            "NoHost",
                                            "NameTooLong",
                                            "InvalidName",
                                            "InvalidPort",
                                            "InvalidTimeout",
                                            "TlsUnavailable",
                                            "CredentialsInClear",
                                            "CredentialTooLong",
                                            "InvalidCredential",
                                            "NoMechanism",
                                            "TooManyMechanisms",
                                            "PacketTooSmall",
                                            "NoTrustAnchor",
                                            "InvalidTrustAnchor",
                                            "InvalidIdentity",
                                            "NoClock",
                                            "RecordsUnbounded",
                                            "TooManyExtensions",
                                            "ExtensionNotNamed",
                                            "InvalidParameter",
                                            "Aborted",
                                            "NoPacket",
                                            "SourceFailed",
                                            "OutOfMemory",
                                            "TlsBufferTooSmall",
                                            "KeyUpdate",
                                            "RandomFailed",
                                            "NoToken",
                                            "InvalidToken",
                                            "InvalidContent",
                                            "HostNotFound",
                                            "ConnectFailed",
                                            "ConnectionLost",
                                            "Timeout",
                                            "SessionTimeout",
                                            "SpeaksTls",
                                            "NegativeReply",
                                            "ServiceClosing",
                                            "TlsOrLoginRequired",
                                            "LoginRejected",
                                            "AllRecipients",
                                            "SizeExceeded",
                                            "Utf8NotOffered",
                                            "ExtensionNotOffered",
                                            "TlsRequired",
                                            "LimitExceeded",
                                            "MalformedReply",
                                            "ReplyLineTooLong",
                                            "ReplyTooManyLines",
                                            "ReplyTooLong",
                                            "UnexpectedReply",
                                            "EarlyReply",
                                            "BadChallenge",
                                            "StartTlsNotOffered",
                                            "StartTlsRejected",
                                            "OctetsBeforeTls",
                                            "TlsFailed",
                                            "NotTls",
                                            "TlsAlert",
                                            "Untrusted",
                                            "WrongName",
                                            "Expired",
                                            "AnchorExpired",
                                            "NotYetValid",
                                            "WeakCertificate",
                                            "PinMismatch",
                                            "AuthNotOffered",
                                            "MechanismNotAllowed",
                                            "ServerNotAuthentic"};
static_assert(sizeof fault_names / sizeof fault_names[0] ==
              static_cast<std::size_t>(Fault::ServerNotAuthentic) + 1);

constexpr std::string_view field_names[] = {
    "None",          "Host",       "Port",        "EhloName",
    "Security",      "Timeouts",   "User",        "Password",
    "Token",         "Mechanisms", "Packets",     "From",
    "Sender",        "ReplyTo",    "To",          "Cc",
    "Bcc",           "Subject",    "Date",        "MessageIdDomain",
    "MessageIdSeed", "Priority",   "HeaderName",  "HeaderValue",
    "Text",          "Charset",    "Language",    "InReplyTo",
    "References",    "Inlines",    "Attachments", "Extensions",
    "Parameters",    "Lmtp"};
static_assert(sizeof field_names / sizeof field_names[0] ==
              static_cast<std::size_t>(Field::Lmtp) + 1);

}  // namespace

std::string_view name(Outcome outcome) { return outcome_names[static_cast<std::uint8_t>(outcome)]; }
std::string_view name(Phase phase) { return phase_names[static_cast<std::uint8_t>(phase)]; }
std::string_view name(Fault fault) { return fault_names[static_cast<std::uint8_t>(fault)]; }
std::string_view name(Field field) { return field_names[static_cast<std::uint8_t>(field)]; }

}  // namespace postino
