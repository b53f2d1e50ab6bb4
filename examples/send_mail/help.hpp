// SPDX-License-Identifier: MIT
/// The words of --help.
#pragma once

namespace postino::demo::help {

inline constexpr const char* about =
    "Sends a mail by SMTP. Without --server it starts a small SMTP server on this machine,\n"
    "sends to it, and prints the mail as it arrived.\n";
inline constexpr const char* usage = "Usage: postino-send [options] [RECIPIENT...]\n\n";

inline constexpr const char* server = "Name or address, [::1]:25 for IPv6 with a port";
inline constexpr const char* security =
    "How the connection is protected: ports 25, 587, 465.\n"
    "Default: what the port stands for, else starttls, but\n"
    "none to a server on loopback";
inline constexpr const char* user =
    "User name to log in with; without TLS only beside an\n"
    "explicit --security none";
inline constexpr const char* password_file =
    "Its first line is the password; - is standard input.\n"
    "Without it: the variable POSTINO_PASSWORD";
inline constexpr const char* token_file =
    "Its first line is the token for OAuth 2.0. Without it:\n"
    "the variable POSTINO_TOKEN";
inline constexpr const char* token_command =
    "Its first line of output is the token. Run for each\n"
    "connection, and once more after a 535: if the token is\n"
    "another one then, the login is tried once more";
inline constexpr const char* auth =
    "The one mechanism allowed: scram-sha-256-plus,\n"
    "scram-sha-256, scram-sha-1, cram-md5, plain, login,\n"
    "oauthbearer, xoauth2, external; none: no login.\n"
    "Default: auto, the first offered of oauthbearer and\n"
    "xoauth2 with a token, else of scram-sha-256-plus,\n"
    "scram-sha-256, plain and login";

inline constexpr const char* ca =
    "Certificates, PEM, that the server's has to come from.\n"
    "Default: the system's, as in\n"
    "/etc/ssl/certs/ca-certificates.crt";
inline constexpr const char* pin =
    "SHA-256 of the server's public key, which has to match\n"
    "besides; as curl's --pinnedpubkey";
inline constexpr const char* certificate = "A certificate of our own, PEM, with its chain";
inline constexpr const char* key = "Its private key, PEM. Default: in the --cert file";
inline constexpr const char* common_name =
    "Takes a certificate's common name for the host's where\n"
    "it has no alternative names: for old relays";
inline constexpr const char* insecure =
    "No authority is asked. Without --pin nothing at all is\n"
    "verified: whoever is in between reads all";
inline constexpr const char* tls_session =
    "Keeps the TLS session for the next run, which is then\n"
    "shorter; the file is a secret";
inline constexpr const char* helo = "What EHLO says. Default: the address of this end";

inline constexpr const char* recipient = "Who gets it, as --to";
inline constexpr const char* from = "Who sends it. Default: the user at this host";
inline constexpr const char* to = "Who gets it; repeatable";
inline constexpr const char* cc = "Who gets a copy; repeatable";
inline constexpr const char* bcc = "Who gets a copy that nobody sees; repeatable";

inline constexpr const char* subject = "Subject, UTF-8";
inline constexpr const char* body = "The text, UTF-8";
inline constexpr const char* body_file = "A file that holds the text; - is standard input";
inline constexpr const char* priority = "Writes X-Priority and Importance unless normal (default)";
inline constexpr const char* header = "A further header; repeatable";
inline constexpr const char* raw =
    "A whole message with its headers, sent as it is;\n"
    "the addresses above are then the envelope alone";

inline constexpr const char* count = "Send the mail N times on one connection";
inline constexpr const char* packets = "Packets in the pool: 1 to 65535, default 4";
inline constexpr const char* packet_bytes = "Octets in each: 64 to 65535, default 16384";
inline constexpr const char* preset = "Deadlines of RFC 5321 (default), or those of NetX Duo";
inline constexpr const char* timeout = "Most seconds for each mail, all told; default 3600";

inline constexpr const char* trace =
    "Show the conversation on standard error, credentials left out";
inline constexpr const char* json =
    "Print one line of JSON, about the last mail or the first\n"
    "that was not accepted by all, and nothing else";
inline constexpr const char* json_tls =
    "As --json, with the keys protection (verified, unverified\n"
    "or none) and resumed (the TLS session) besides";
inline constexpr const char* help = "Print this help";
inline constexpr const char* version = "Print the version";

inline constexpr const char* footer =
    "Examples:\n"
    "  echo 'Dry run at 14:02.' | postino-send --subject 'Pump 3 stopped' ops@plant.example\n"
    "      to the embedded server: shows what would be sent\n"
    "  postino-send --server mail.plant.example --user pump3 --password-file secret \\\n"
    "      --tls-session session --body Hello ops@plant.example\n"
    "      by STARTTLS, with a login, and with less ado the next time\n"
    "  postino-send --server 192.0.2.25 --security none --body Hello ops@plant.example\n"
    "      to a relay of one's own, in clear text\n"
    "  postino-send --server '[::1]:2525' --raw message.eml --json ops@plant.example\n"
    "      a message that is ready, and the result for a script\n"
    "\n"
    "Exit status:\n"
    "  0   accepted, for all recipients\n"
    "  64  the command line is wrong\n"
    "  65  invalid argument: nothing was sent\n"
    "  66  a file can't be read\n"
    "  68  the server's name has no address\n"
    "  69  rejected, for one recipient at least: permanent, tell a person\n"
    "  75  deferred, for one recipient at least: try again later\n"
    "  76  unknown whether one recipient at least got it, or the server broke the protocol\n"
    "  77  the login was rejected, or going on was not safe\n"
    "Of 69, 75 and 76 the greatest that fits a recipient counts.\n"
    "Every status but 0 comes with a line on standard error that says why; what to try may come\n"
    "after it. With 64 and 66, where no mail was tried, --json prints nothing.";

}  // namespace postino::demo::help
