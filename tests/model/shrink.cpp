// SPDX-License-Identifier: MIT
#include "model/shrink.hpp"

#include <iterator>

namespace postino::model {
namespace {

using OfMessage = void (*)(Message&);
using OfScript = void (*)(Script&);

template <std::size_t index>
void drop_answer(Message& message) {
  if (index >= message.answers) return;
  for (std::size_t i = index; i + 1 < max_answers; ++i) message.answer[i] = message.answer[i + 1];
  --message.answers;
  message.answer[max_answers - 1] = Answer{};
}

template <std::size_t index>
void drop_address(Message& message) {
  if (index >= message.addresses || message.addresses == 1) return;
  for (std::size_t i = index; i + 1 < max_addresses; ++i) {
    message.address[i] = message.address[i + 1];
  }
  --message.addresses;
  message.address[max_addresses - 1] = Address::Serves;
}

template <std::size_t index>
void drop_lie(Message& message) {
  if (index >= message.lies) return;
  for (std::size_t i = index; i + 1 < max_lies; ++i) message.lie[i] = message.lie[i + 1];
  --message.lies;
  message.lie[max_lies - 1] = Lie{};
}

template <std::size_t index>
void calm_answer(Message& message) {
  message.answer[index].pause = 0;
}

template <std::size_t index>
void go_on_after_answer(Message& message) {
  message.answer[index].after = After::GoOn;
}

constexpr OfMessage of_message[] = {
    drop_answer<0>,
    drop_answer<1>,
    drop_answer<2>,
    drop_answer<3>,
    [](Message& one) { one.cut = {}; },
    [](Message& one) { one.early_code = one.early_at = 0; },
    [](Message& one) { one.abort_at = 0; },
    [](Message& one) { one.step_at = 0, one.step = 0; },
    [](Message& one) { one.rest = 0; },
    [](Message& one) { one.quits = false; },
    [](Message& one) { one.leaves = false; },
    [](Message& one) { one.connecting = Connecting::Done; },
    [](Message& one) { one.handshaking = Handshaking::Done; },
    [](Message& one) {
      one.addresses = 1;
      for (Address& address : one.address) address = Address::Serves;
    },
    drop_lie<0>,
    drop_lie<1>,
    drop_lie<2>,
    drop_address<0>,
    drop_address<1>,
    drop_address<2>,
    drop_address<3>,
    [](Message& one) { one.recipients = 1; },
    [](Message& one) {
      one.recipients = static_cast<std::uint8_t>(one.recipients > 1 ? one.recipients - 1 : 1);
    },
    [](Message& one) { one.content = {}; },
    [](Message& one) { one.content.composing = Composing::Raw; },
    [](Message& one) { one.content.sort = Sort::Crlf; },
    [](Message& one) { one.content.source = false; },
    [](Message& one) { one.content.size /= 2; },
    [](Message& one) { one.content.size -= one.content.size != 0 ? 1U : 0U; },
    [](Message& one) { one.content.announced = Announced::Exactly; },
    [](Message& one) { one.content.piece = 0; },
    [](Message& one) { one.content.hesitates = 0; },
    [](Message& one) { one.content.fails_at = never; },
    [](Message& one) { one.content.rewinds = true; },
    calm_answer<0>,
    calm_answer<1>,
    calm_answer<2>,
    go_on_after_answer<0>,
    go_on_after_answer<1>,
    go_on_after_answer<2>,
};

constexpr OfScript of_script[] = {
    [](Script& one) { one.network = {}; },
    [](Script& one) { one.network.window = 0; },
    [](Script& one) { one.network.segments = Segments::Replies, one.network.octets = 0; },
    [](Script& one) { one.network.acknowledges_after = 0; },
    [](Script& one) { one.network.stutters = false; },
    [](Script& one) { one.network.swallows = false; },
    [](Script& one) { one.settings.lmtp = false; },
    [](Script& one) { one.settings.queue = false; },
    [](Script& one) { one.settings.security = Security::None; },
    [](Script& one) { one.settings.login = LoginBy::None, one.settings.wrong_password = false; },
    [](Script& one) { one.settings.extending = Extending::None; },
    [](Script& one) {
      if (one.settings.extending == Extending::Binary) one.settings.extending = Extending::Chunking;
    },
    [](Script& one) {
      if (one.settings.extending == Extending::EagerBinary)
        one.settings.extending = Extending::Eager;
    },
    [](Script& one) { one.settings.pipelining = Pipelining::Off; },
    [](Script& one) {
      if (one.settings.pipelining == Pipelining::AcrossMails)
        one.settings.pipelining = Pipelining::WithinMail;
    },
    [](Script& one) { one.settings.packets = 4; },
    [](Script& one) { one.settings.packet_bytes = 1460; },
    [](Script& one) { one.settings.reply_text = 128; },
    [](Script& one) { one.settings.recipients = max_recipients; },
    [](Script& one) { one.settings.keep_open = {}; },
    [](Script& one) { one.settings.patience = Patience::Default; },
    [](Script& one) { one.settings.clock = {}; },
    [](Script& one) { one.offer.pipelining = false; },
    [](Script& one) { one.offer.chunking = one.offer.binary = false; },
    [](Script& one) { one.offer.binary = false; },
    [](Script& one) { one.offer.eight_bit = true; },
    [](Script& one) { one.offer.starttls = false; },
    [](Script& one) { one.offer.auth = true; },
    [](Script& one) { one.offer.size = false, one.offer.size_limit = 0; },
    [](Script& one) { one.offer.wants_all = false; },
    [](Script& one) { one.offer.words = 0; },
    [](Script& one) { one.settings.channel = Channel::Pretended; },
    [](Script& one) {
      if (one.settings.channel == Channel::Tls13) one.settings.channel = Channel::Tls12;
    },
};

void drop_message(Script& script, std::size_t index) {
  if (index >= script.messages || script.messages == 1) return;
  for (std::size_t i = index; i + 1 < max_messages; ++i) script.message[i] = script.message[i + 1];
  script.message[max_messages - 1] = Message{};
  --script.messages;
}

}  // namespace

Step steps() {
  return static_cast<Step>(max_messages + std::size(of_script) +
                           max_messages * std::size(of_message));
}

bool simplify(Script& script, Step step) {
  const Script before = script;
  std::size_t number = step;
  if (number < max_messages) {
    drop_message(script, max_messages - 1 - number);
    return !(script == before);
  }
  number -= max_messages;
  if (number < std::size(of_script)) {
    of_script[number](script);
    return !(script == before);
  }
  number -= std::size(of_script);
  const std::size_t index = number / std::size(of_message);
  if (index < script.messages) of_message[number % std::size(of_message)](script.message[index]);
  return !(script == before);
}

}  // namespace postino::model
