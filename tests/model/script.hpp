// SPDX-License-Identifier: MIT
/// A conversation as a value: all that happens in it follows from this.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/lie.hpp"
#include "postino/error.hpp"
#include "postino/server.hpp"

namespace postino::model {

inline constexpr std::size_t max_messages = 8;
inline constexpr std::size_t max_recipients = 6;
inline constexpr std::size_t max_answers = 4;
inline constexpr std::size_t max_lies = 3;
inline constexpr std::uint32_t never = 0xffffffff;

// The client.

enum class Extending : std::uint8_t { None, Chunking, Eager, Binary, EagerBinary };
enum class LoginBy : std::uint8_t {
  None,
  Plain,
  Login,
  CramMd5,
  Scram,
  OAuthBearer,
  XOAuth2,
  External,
  PlainOrLogin,
};
/// The class of the client.
enum class Who : std::uint8_t { Client, SmallClient, SmallTlsClient };
/// What TLS is: a pretence, or ports/mbedtls against OpenSSL.
enum class Channel : std::uint8_t { Pretended, Tls12, Tls13 };
enum class Patience : std::uint8_t { Default, Netx, Short };

struct Settings {
  std::uint8_t packets = 4;
  std::uint16_t packet_bytes = 1460;
  std::uint8_t reply_text = 128;
  std::uint8_t recipients = max_recipients;  ///< That the client has room for.
  Pipelining pipelining = Pipelining::WithinMail;
  Extending extending = Extending::None;
  bool lmtp = false;
  bool queue = false;  ///< All messages by a MailQueue, or each by a send() of its own.
  Security security = Security::None;
  LoginBy login = LoginBy::None;
  bool wrong_password = false;
  Millis keep_open{};
  Patience patience = Patience::Default;
  Millis clock{};  ///< When it begins.
  Who who = Who::Client;
  Channel channel = Channel::Pretended;

  friend bool operator==(const Settings&, const Settings&) = default;
};

// The server and the wire.

struct Offer {
  bool pipelining = true;
  bool chunking = false;
  bool binary = false;
  bool eight_bit = true;
  bool starttls = false;
  bool auth = true;
  bool size = false;
  std::uint32_t size_limit = 0;
  bool wants_all = false;   ///< 354 although it accepted no recipient.
  std::uint64_t words = 0;  ///< What it says follows from this.

  friend bool operator==(const Offer&, const Offer&) = default;
};

enum class Segments : std::uint8_t { Replies, All, Octets };

struct Network {
  Segments segments = Segments::Replies;  ///< A reply at a time, all at once, or `octets` a turn.
  std::uint16_t octets = 0;
  std::uint16_t window = 0;              ///< Octets taken in a turn; 0: any number.
  std::uint16_t acknowledges_after = 0;  ///< Milliseconds; 0: at once.
  bool stutters = false;                 ///< Every other send() takes nothing.
  bool swallows = false;                 ///< Octets that nobody will read are taken all the same.

  friend bool operator==(const Network&, const Network&) = default;
};

// A message.

enum class Composing : std::uint8_t { Raw, Text, Mime };
enum class Sort : std::uint8_t { Crlf, Lf, EightBit, Nul };
enum class Announced : std::uint8_t { Exactly, Not, TooLong, TooShort };

struct Content {
  Composing composing = Composing::Raw;
  Sort sort = Sort::Crlf;
  bool source = false;
  std::uint32_t size = 0;
  Announced announced = Announced::Exactly;
  std::uint16_t piece = 0;     ///< Maximum of one pull, in octets; 0: any number.
  std::uint8_t hesitates = 0;  ///< Each so many pulls one is pending; 0: none.
  std::uint32_t fails_at = never;
  bool rewinds = true;

  friend bool operator==(const Content&, const Content&) = default;
};

/// What becomes of the connection after an answer.
enum class After : std::uint8_t { GoOn, Close, Reset, Silence };

/// To the command of that phase: for recipient or chunk `number`.
struct Answer {
  Phase phase = Phase::Idle;
  std::uint8_t number = 0;
  std::uint16_t code = 0;  ///< 0: as if nothing had been planned.
  After after = After::GoOn;
  std::uint32_t pause = 0;  ///< Milliseconds before it.

  friend bool operator==(const Answer&, const Answer&) = default;
};

struct Cut {
  After what = After::GoOn;
  bool to_client = false;
  std::uint16_t octets = 0;  ///< That pass before it, from the beginning of the message on.

  friend bool operator==(const Cut&, const Cut&) = default;
};

enum class Connecting : std::uint8_t { Done, Slowly, NotFound, Failed };
enum class Handshaking : std::uint8_t { Done, Slowly, Closed, Failed };

/// What one of the host's addresses does; all but the first are in place of serving.
enum class Address : std::uint8_t {
  Serves,
  Refuses,  ///< The connection.
  Hangs,    ///< The port tries the next one after a while.
  Says421,  ///< In place of 220, and so on.
  Says450,
  Says530,
  Says554,
  Closes,      ///< Before a word.
  ClosesInIt,  ///< Within the greeting.
  Resets,
  Silent,
};
inline constexpr std::size_t address_kinds = 11;
inline constexpr std::size_t max_addresses = 4;

/// With what happens from its send() to its report.
struct Message {
  Content content{};
  std::uint8_t recipients = 1;
  std::uint8_t answers = 0;
  Answer answer[max_answers]{};
  Cut cut{};
  std::uint16_t early_code = 0;  ///< That nobody asked for, within the content.
  std::uint16_t early_at = 0;    ///< Octets of the content before it.
  Connecting connecting = Connecting::Done;
  Handshaking handshaking = Handshaking::Done;
  std::uint16_t abort_at = 0;  ///< The poll before which abort() is called; 0: none.
  std::uint16_t step_at = 0;   ///< The poll before which the clock steps.
  std::int32_t step = 0;       ///< Milliseconds.
  std::uint32_t rest = 0;      ///< Milliseconds before its send().
  bool quits = false;          ///< quit() is called before that rest.
  bool leaves = false;         ///< The server says 421 in that rest, and closes.
  std::uint8_t addresses = 1;  ///< Of the host.
  Address address[max_addresses]{};
  bool lying = false;  ///< The server is another one, which lies.
  std::uint8_t lies = 0;
  Lie lie[max_lies]{};

  friend bool operator==(const Message&, const Message&) = default;
};

struct Script {
  Settings settings{};
  Offer offer{};
  Network network{};
  std::uint8_t messages = 0;
  Message message[max_messages]{};

  friend bool operator==(const Script&, const Script&) = default;
};

/// Gives some planned answers a code that means more or less than its first digit says.
void vary(Script& script, std::uint64_t seed);

/// What the seed of an honest conversation comes to.
[[nodiscard]] Script generate(std::uint64_t seed);

}  // namespace postino::model
