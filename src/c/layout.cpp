// SPDX-License-Identifier: MIT
// C's structures and enumerations are those of C++, for each processor that this is compiled for.
#include "postino.h"
#include "postino/c/text.h"
#include "postino/postino.hpp"

namespace postino::c {
namespace {

template <class C, class Cpp>
struct Alike {
  static_assert(sizeof(C) == sizeof(Cpp));
  static_assert(alignof(C) == alignof(Cpp));
  static constexpr bool yes = true;
};

// Members that C++ shows are where C has them; those that it hides, in order, tests/unit/c
// compares.
#define POSTINO_PLACED(c, cpp, member) \
  static_assert(offsetof(c, member) == offsetof(cpp, member), #c "::" #member)

static_assert(Alike<postino_text, View>::yes);
static_assert(Alike<postino_mailbox, Mailbox>::yes);
POSTINO_PLACED(postino_mailbox, Mailbox, address);
POSTINO_PLACED(postino_mailbox, Mailbox, name);
static_assert(Alike<postino_recipients, Recipients>::yes);
static_assert(Alike<postino_header, Header>::yes);
POSTINO_PLACED(postino_header, Header, name);
POSTINO_PLACED(postino_header, Header, value);
static_assert(Alike<postino_headers, Borrowed<Header>>::yes);
static_assert(Alike<postino_date, Date>::yes);
POSTINO_PLACED(postino_date, Date, unix_seconds);
POSTINO_PLACED(postino_date, Date, utc_offset_minutes);
static_assert(Alike<postino_message_id, MessageId>::yes);
POSTINO_PLACED(postino_message_id, MessageId, seed);
POSTINO_PLACED(postino_message_id, MessageId, domain);
POSTINO_PLACED(postino_message_id, MessageId, device);
static_assert(Alike<postino_body, Text>::yes);
static_assert(Alike<postino_parameter_list, Borrowed<const Parameters*>>::yes);
static_assert(Alike<postino_mail, Mail>::yes);
POSTINO_PLACED(postino_mail, Mail, from);
POSTINO_PLACED(postino_mail, Mail, sender);
POSTINO_PLACED(postino_mail, Mail, reply_to);
POSTINO_PLACED(postino_mail, Mail, to);
POSTINO_PLACED(postino_mail, Mail, cc);
POSTINO_PLACED(postino_mail, Mail, bcc);
POSTINO_PLACED(postino_mail, Mail, subject);
POSTINO_PLACED(postino_mail, Mail, date);
POSTINO_PLACED(postino_mail, Mail, message_id);
POSTINO_PLACED(postino_mail, Mail, priority);
POSTINO_PLACED(postino_mail, Mail, null_reverse_path);
POSTINO_PLACED(postino_mail, Mail, headers);
POSTINO_PLACED(postino_mail, Mail, text);
POSTINO_PLACED(postino_mail, Mail, parameters);
static_assert(Alike<postino_content, Content>::yes);
static_assert(Alike<postino_attachment, Attachment>::yes);
POSTINO_PLACED(postino_attachment, Attachment, name);
POSTINO_PLACED(postino_attachment, Attachment, type);
POSTINO_PLACED(postino_attachment, Attachment, content);
POSTINO_PLACED(postino_attachment, Attachment, content_id);
POSTINO_PLACED(postino_attachment, Attachment, description);
POSTINO_PLACED(postino_attachment, Attachment, language);
POSTINO_PLACED(postino_attachment, Attachment, disposition);
static_assert(Alike<postino_mime_content, MimeContent>::yes);
POSTINO_PLACED(postino_mime_content, MimeContent, html);
POSTINO_PLACED(postino_mime_content, MimeContent, inlines);
POSTINO_PLACED(postino_mime_content, MimeContent, attachments);
POSTINO_PLACED(postino_mime_content, MimeContent, charset);
POSTINO_PLACED(postino_mime_content, MimeContent, language);
POSTINO_PLACED(postino_mime_content, MimeContent, auto_submitted);
POSTINO_PLACED(postino_mime_content, MimeContent, in_reply_to);
POSTINO_PLACED(postino_mime_content, MimeContent, references);
static_assert(Alike<postino_login, Login>::yes);
POSTINO_PLACED(postino_login, Login, user);
POSTINO_PLACED(postino_login, Login, password);
POSTINO_PLACED(postino_login, Login, token);
POSTINO_PLACED(postino_login, Login, mechanisms);
POSTINO_PLACED(postino_login, Login, allow_clear_text);
static_assert(Alike<postino_optional_login, std::optional<Login>>::yes);
static_assert(Alike<postino_extensions, Extensions>::yes);
static_assert(Alike<postino_timeouts, Timeouts>::yes);
POSTINO_PLACED(postino_timeouts, Timeouts, connect);
POSTINO_PLACED(postino_timeouts, Timeouts, greeting);
POSTINO_PLACED(postino_timeouts, Timeouts, command);
POSTINO_PLACED(postino_timeouts, Timeouts, handshake);
POSTINO_PLACED(postino_timeouts, Timeouts, auth);
POSTINO_PLACED(postino_timeouts, Timeouts, data);
POSTINO_PLACED(postino_timeouts, Timeouts, block);
POSTINO_PLACED(postino_timeouts, Timeouts, end_of_data);
POSTINO_PLACED(postino_timeouts, Timeouts, quit);
POSTINO_PLACED(postino_timeouts, Timeouts, packet_wait);
POSTINO_PLACED(postino_timeouts, Timeouts, session);
POSTINO_PLACED(postino_timeouts, Timeouts, first_reply);
static_assert(Alike<postino_server, Server>::yes);
POSTINO_PLACED(postino_server, Server, host);
POSTINO_PLACED(postino_server, Server, port);
POSTINO_PLACED(postino_server, Server, security);
POSTINO_PLACED(postino_server, Server, login);
POSTINO_PLACED(postino_server, Server, ehlo_name);
POSTINO_PLACED(postino_server, Server, pipelining);
POSTINO_PLACED(postino_server, Server, extensions);
POSTINO_PLACED(postino_server, Server, lmtp);
POSTINO_PLACED(postino_server, Server, keep_open);
POSTINO_PLACED(postino_server, Server, timeouts);
static_assert(Alike<postino_enhanced_status, EnhancedStatusCode>::yes);
POSTINO_PLACED(postino_enhanced_status, EnhancedStatusCode, status_class);
POSTINO_PLACED(postino_enhanced_status, EnhancedStatusCode, subject);
POSTINO_PLACED(postino_enhanced_status, EnhancedStatusCode, detail);
static_assert(Alike<postino_error, Error>::yes);
POSTINO_PLACED(postino_error, Error, fault);
POSTINO_PLACED(postino_error, Error, phase);
POSTINO_PLACED(postino_error, Error, field);
POSTINO_PLACED(postino_error, Error, index);
POSTINO_PLACED(postino_error, Error, code);
POSTINO_PLACED(postino_error, Error, enhanced);
POSTINO_PLACED(postino_error, Error, native_code);
static_assert(Alike<postino_recipient_report, RecipientReport>::yes);
POSTINO_PLACED(postino_recipient_report, RecipientReport, outcome);
POSTINO_PLACED(postino_recipient_report, RecipientReport, code);
POSTINO_PLACED(postino_recipient_report, RecipientReport, enhanced);
static_assert(Alike<postino_dsn_recipient, DsnRecipient>::yes);
POSTINO_PLACED(postino_dsn_recipient, DsnRecipient, notify);
POSTINO_PLACED(postino_dsn_recipient, DsnRecipient, original);
static_assert(Alike<postino_dsn_request, DsnRequest>::yes);
POSTINO_PLACED(postino_dsn_request, DsnRequest, returned);
POSTINO_PLACED(postino_dsn_request, DsnRequest, envelope_id);
POSTINO_PLACED(postino_dsn_request, DsnRequest, notify);
POSTINO_PLACED(postino_dsn_request, DsnRequest, recipients);
static_assert(Alike<postino_deadline, Deadline>::yes);
POSTINO_PLACED(postino_deadline, Deadline, seconds);
POSTINO_PLACED(postino_deadline, Deadline, then);
POSTINO_PLACED(postino_deadline, Deadline, trace);

#undef POSTINO_PLACED

}  // namespace
}  // namespace postino::c
