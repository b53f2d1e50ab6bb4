// SPDX-License-Identifier: MIT
/// Every bound that is not a size of the caller's own storage, in one place. To change one, copy
/// this header, edit it, and put the folder of the copy first on the include path of both the
/// library and the image.
#pragma once

#include <cstddef>
#include <cstdint>

namespace postino::config {

/// Size of the buffer that poll() receives into, in bytes. It lies on the stack.
inline constexpr std::size_t receive_buffer_size = 64;

/// Number of octets that have arrived after which poll() returns, in bytes. What is left is read at
/// the next one, which is due at once, and nothing is said before that. TLS counts what it reads
/// from the socket.
inline constexpr std::uint16_t max_received_per_poll = 16384;

/// Maximum size of one line of a reply, in bytes, without its line end. RFC 5321 4.5.3.1.5 asks for
/// 512, RFC 4954 section 4 for 12288 in an exchange. Longer: Fault::ReplyLineTooLong.
inline constexpr std::uint16_t max_reply_line_size = 12288;

/// Maximum number of lines of one reply, and of one to EHLO, which has a line for each extension.
/// More: Fault::ReplyTooManyLines.
inline constexpr std::uint16_t max_reply_lines = 128;
inline constexpr std::uint16_t max_ehlo_lines = 512;

/// Maximum size of one reply, in bytes, all lines together without their line ends. Longer:
/// Fault::ReplyTooLong.
inline constexpr std::uint16_t max_reply_size = 32768;

/// Maximum size of an address's local part and of its domain, in bytes (RFC 5321 4.5.3.1). Longer:
/// Fault::AddressTooLong. They bound the path, too; servers that hold it to 256 octets reject the
/// few that are longer.
inline constexpr std::size_t max_local_part_size = 64;
inline constexpr std::size_t max_domain_size = 255;

/// Maximum number of recipients: to, cc and bcc together, whatever the storage has room for. More:
/// Fault::TooManyRecipients.
inline constexpr std::size_t max_recipients = 65535;

/// Maximum size of a user name and of a password, in bytes. Longer: Fault::CredentialTooLong.
inline constexpr std::size_t max_credential_size = 255;

/// Maximum size of a host name and of an EHLO name, in bytes. Longer: Fault::NameTooLong.
inline constexpr std::size_t max_name_size = 255;

/// Maximum size of Login::token, in bytes. Longer: Fault::CredentialTooLong.
inline constexpr std::size_t max_token_size = 4096;

/// Maximum number of mechanisms in Login::mechanisms. More: Fault::TooManyMechanisms.
inline constexpr std::size_t max_mechanisms = 8;

/// Maximum number of extensions in Server::extensions. More: Fault::TooManyExtensions.
inline constexpr std::size_t max_extensions = 16;

/// Maximum number of challenges answered in one authentication exchange. After these the client
/// cancels it.
inline constexpr std::uint8_t max_challenges = 8;

/// Maximum size of a SCRAM server's first message, in bytes: "r=", both nonces, ",s=", the salt in
/// base64, ",i=" and the number. It lies in the ScramExchange. Longer: Fault::ServerNotAuthentic.
inline constexpr std::size_t max_scram_message_size = 256;

/// Number of iterations of SCRAM's password hash that one poll() computes.
inline constexpr std::uint32_t scram_iterations_per_poll = 64;

/// Maximum size of an AUTH command with its CRLF, in bytes. A longer one goes without its initial
/// response (RFC 4954 section 4).
inline constexpr std::size_t max_command_line_size = 512;

/// Maximum size of the name of one of Mail::headers, in bytes. Longer: Fault::HeaderTooLong.
inline constexpr std::size_t max_header_name_size = 76;

/// Maximum size of the subject that plain_text writes, in bytes. So its line stays within
/// max_line_size even where no blank lets it be folded. Longer: Fault::HeaderTooLong.
inline constexpr std::size_t max_plain_subject_size = 980;

/// Maximum size of a text or an attachment in memory, in bytes, where addresses have more than 32
/// bits; that of a header's text is an eighth of it. Larger: Fault::ContentTooLarge.
inline constexpr std::uint32_t max_content_size = 0xfffffffe;

/// Maximum number of attachments of a message, and of its inlines. More: Fault::TooManyParts.
inline constexpr std::size_t max_parts = 255;

/// Maximum size of a type, content_id, message identifier, character set or language of a MIME
/// message, in bytes. Longer: Fault::NameTooLong.
inline constexpr std::size_t max_mime_field_size = 255;

/// Maximum size of a line of a message without its CRLF, in bytes (RFC 5322 2.1.1), and the column
/// at which headers are folded.
inline constexpr std::size_t max_line_size = 998;
inline constexpr std::size_t fold_column = 78;

/// Speed counts more than flash. Texts are copied, and attachments encoded, many octets at a time:
/// a tenth of the instructions for a kilobyte of flash, and a third of them for another nine.
inline constexpr bool wide_copies = sizeof(void*) == 8;

/// Maximum number of commands in flight, that is, sent and not yet answered. The next one waits.
/// Enough for all RCPTs of a message, for chunks, and for the messages of a queue.
inline constexpr std::uint16_t max_commands_in_flight = 1024;

/// Maximum number of packets that one poll() hands over before it returns.
inline constexpr std::uint8_t max_packets_per_poll = 8;

/// Time after which poll() looks again for what wakes nobody, in milliseconds: a Source that is
/// pending, or a packet that the application holds.
inline constexpr std::uint32_t retry_interval = 10;

/// Maximum timeout, in milliseconds: half the range of the wrapping clock.
inline constexpr std::uint32_t max_timeout = 0x7fffffff;

}  // namespace postino::config
