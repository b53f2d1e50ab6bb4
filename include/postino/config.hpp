// SPDX-License-Identifier: MIT
/// Every bound that is not a size of the caller's own storage, in one place. To change one, copy
/// this header, edit it, and put the folder of the copy first on the include path of both the
/// library and the image.
#pragma once

#include <cstddef>
#include <cstdint>

namespace postino::config {

/// Octets taken from the transport at a time; they lie on the stack during poll().
inline constexpr std::size_t receive_chunk = 64;

/// Longest line of a reply, in octets without its line end. RFC 5321 4.5.3.1.5 asks for 512,
/// RFC 4954 section 4 for 12288 in an exchange. Longer: Fault::ReplyLineTooLong.
inline constexpr std::uint16_t reply_line_octets = 12288;

/// Most lines of one reply. More: Fault::ReplyTooManyLines.
inline constexpr std::uint16_t reply_lines = 128;

/// Most octets of one reply, all lines together, without their line ends. More:
/// Fault::ReplyTooLong.
inline constexpr std::uint16_t reply_octets = 32768;

/// Longest local part and domain of an address (RFC 5321 4.5.3.1). Longer: AddressTooLong. They
/// bound the path, too; servers that hold it to 256 octets refuse the few that are longer.
inline constexpr std::size_t local_part_octets = 64;
inline constexpr std::size_t domain_octets = 255;

/// Most recipients of a mail, to, cc and bcc together, whatever the storage has room for. More:
/// Fault::TooManyRecipients.
inline constexpr std::size_t max_recipients = 65535;

/// Longest user name and password, in octets. Longer: Fault::CredentialTooLong.
inline constexpr std::size_t credential_octets = 255;

/// Longest host name and EHLO name, in octets. Longer: Fault::NameTooLong.
inline constexpr std::size_t name_octets = 255;

/// Longest token of Login::token, in octets. Longer: Fault::CredentialTooLong.
inline constexpr std::size_t token_octets = 4096;

/// Most mechanisms in Login::mechanisms. More: Fault::TooManyMechanisms.
inline constexpr std::size_t mechanisms = 8;

/// Most extensions in Server::extensions. More: Fault::TooManyExtensions.
inline constexpr std::size_t extensions = 16;

/// Most answers to challenges in one authentication exchange; then it is cancelled.
inline constexpr std::uint8_t challenges = 8;

/// Longest first message of a SCRAM server, in octets: "r=", both nonces, ",s=", the salt in
/// base64,
/// ",i=" and the number. It lies in the ScramExchange. Longer: Fault::ServerNotAuthentic.
inline constexpr std::size_t scram_message_octets = 256;

/// Iterations of SCRAM's password hash at one poll().
inline constexpr std::uint32_t scram_iterations_per_poll = 64;

/// Longest command line, its CRLF counted, before AUTH goes without an initial response
/// (RFC 4954 section 4).
inline constexpr std::size_t command_line_octets = 512;

/// Longest name of a header of the caller's own. Longer: Fault::HeaderTooLong.
inline constexpr std::size_t header_name_octets = 76;

/// Most attachments of a mail, and most inlines. More: Fault::TooManyParts.
inline constexpr std::size_t parts = 255;

/// Longest type, content_id, message identifier, character set or language of a MIME mail. Longer:
/// Fault::NameTooLong.
inline constexpr std::size_t mime_octets = 255;

/// Longest line of a mail without its CRLF (RFC 5322 2.1.1), and where headers are folded.
inline constexpr std::size_t line_octets = 998;
inline constexpr std::size_t fold_column = 78;

/// Speed counts more than flash. Texts are copied, and attachments encoded, many octets at a time:
/// a tenth of the instructions for a kilobyte of flash, and a third of them for another nine.
inline constexpr bool wide_copies = sizeof(void*) == 8;

/// Most commands that are said before they are answered; the next one waits. Room for all RCPTs of
/// a mail, for chunks, and for the mails of a queue.
inline constexpr std::uint16_t replies_ahead = 1024;

/// Packets that one poll() hands over at the most before it returns to the caller.
inline constexpr std::uint8_t packets_per_poll = 8;

/// How soon poll() looks again when it waits for something that wakes nobody: a Source that is
/// pending, or a packet that the application holds. Milliseconds.
inline constexpr std::uint32_t retry_interval = 10;

/// Longest timeout that may be set, in milliseconds: half the range of the wrapping clock.
inline constexpr std::uint32_t longest_timeout = 0x7fffffff;

}  // namespace postino::config
