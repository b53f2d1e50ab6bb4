// SPDX-License-Identifier: MIT
#include "model/play.hpp"

#include "model/reach.hpp"
#include "postino/chunking.hpp"
#include "postino/lmtp.hpp"

namespace postino::model {
namespace {

constexpr const Extension* chunking_list[] = {&extension::chunking};
constexpr const Extension* eager_list[] = {&extension::eager_chunking};
constexpr const Extension* binary_list[] = {&extension::chunking, &extension::binary_mime};
constexpr const Extension* eager_binary_list[] = {&extension::eager_chunking,
                                                  &extension::binary_mime};
constexpr Extensions extensions_of[] = {
    {}, chunking_list, eager_list, binary_list, eager_binary_list};

constexpr Timeouts short_timeouts{.connect = seconds(2),
                                  .greeting = seconds(2),
                                  .command = seconds(2),
                                  .handshake = seconds(2),
                                  .auth = seconds(2),
                                  .data = seconds(2),
                                  .block = seconds(2),
                                  .end_of_data = seconds(2),
                                  .quit = seconds(1),
                                  .packet_wait = seconds(2),
                                  .session = seconds(20)};

constexpr Timeouts timeouts_of[] = {Timeouts{}, netx_timeouts, short_timeouts};

/// A liar is another server.
std::uint16_t port_of(const Script& script, const Message& message) {
  const std::uint16_t honest = script.settings.lmtp ? 24 : 2525;
  return message.lying ? honest + 2 : honest;
}

}  // namespace

void Play::set_server() {
  const Settings& settings = script_->settings;
  server_ = {};
  server_.host = "mail.example";
  server_.security = settings.security;
  server_.ehlo_name = "client.example";
  server_.pipelining = settings.pipelining;
  server_.extensions = extensions_of[static_cast<std::size_t>(settings.extending)];
  if (settings.lmtp) server_.lmtp = &lmtp;
  server_.keep_open = settings.keep_open;
  server_.timeouts = timeouts_of[static_cast<std::size_t>(settings.patience)];
  if (settings.login != LoginBy::None) server_.login = logins_.of(settings.login);
}

const char* Play::run(const Script& script, Tape& tape, Reach* reach) {
  script_ = &script;
  tape_ = &tape;
  truth_.begin();
  peer_.begin(script, wire_);
  queued_ = 0;
  while (queued_ < script.messages && script.message[queued_].lying) ++queued_;
  const bool lying = queued_ != 0;
  if (!lying) queued_ = script.messages;
  // What a liar brings about is no cell of any table.
  reach_ = lying ? nullptr : reach;
  wire_.keep_all(lying);
  wire_.begin(script, tape, reach_ != nullptr ? this : nullptr);
  for (std::size_t i = 0; i < script.messages; ++i) {
    built_[i].begin(script.message[i], i);
    built_[i].watch(this);
  }
  set_server();
  begin_client(lying);
  const bool queue = script.settings.queue;
  if (queue) send_queue();
  if (queue && lying && truth_.wrong == nullptr) truth_.current = queued_;
  if (!queue || lying) send_each();
  if (onlooker_.saw_secret()) truth_.fail("a secret in the trace");
  check_end();
  return truth_.wrong;
}

void Play::begin_client(bool lying) {
  const Settings& settings = script_->settings;
  const std::size_t size = settings.packets * PacketPool::block_bytes(settings.packet_bytes);
  pool_.emplace(std::span{blocks_}.first(size), settings.packet_bytes);
  onlooker_.begin(settings.login);
  client_.begin(settings.who, begin_transport(lying),
                Memory{*pool_, std::span{recipients_}.first(settings.recipients),
                       std::span{reply_text_}.first(settings.reply_text)});
  phase_ = Phase::Idle;
  all_polls_ = 0;
  skew_ = {};
  aborted_ = stepped_ = false;
}

/// What the client stands on.
Transport& Play::begin_transport(bool lying) {
  wire_.interpose(peer_, nullptr);
  if (script_->settings.channel != Channel::Pretended && real_ != nullptr) {
    return real_->begin(script_->settings.channel, *pool_);
  }
  return lying ? static_cast<Transport&>(tracing_) : tls_;
}

void Play::begin_message() {
  truth_.fate[truth_.current].first = truth_.replies;
  truth_.fate[truth_.current].switches = 0;
  truth_.fate[truth_.current].connections = truth_.connections;
  const std::uint16_t port = port_of(*script_, message());
  truth_.fate[truth_.current].kept =
      client_.phase() == Phase::Done && !message().quits && server_.port == port;
  server_.port = port;
  wire_.begin_message(message(), patience());
  tls_.begin_message(message().handshaking);
  if (real_ != nullptr) real_->begin_message(message().handshaking);
  polls_ = 0;
  reports_ = 0;
  stepped_ = false;
  began_ = wire_.now();
}

void Play::send_each() {
  while (truth_.current < script_->messages && truth_.wrong == nullptr) {
    rest();
    begin_message();
    aborted_ = false;
    wire_.forget();
    const Built& built = built_[truth_.current];
    if (!client_->send(server_, built.mail(), built.composer())) {
      return truth_.fail("send() of an idle client");
    }
    poll_until_idle();
  }
}

void Play::send_queue() {
  std::size_t attempts = 0;
  while (truth_.current < queued_ && truth_.wrong == nullptr) {
    if (++attempts > max_attempts + queued_) return;
    rest();
    for (std::size_t i = truth_.current; i < queued_; ++i) {
      truth_.fate[i].end_out = false;
      truth_.fate[i].first = truth_.replies;
    }
    begin_message();
    aborted_ = false;
    wire_.forget();
    if (!client_->send(server_, *this)) return truth_.fail("send() of an idle client");
    poll_until_idle();
    for (std::size_t i = truth_.current; i < queued_; ++i) {
      if (truth_.fate[i].end_out) truth_.fail("an end was handed over, and there is no report");
    }
  }
}

/// For the greeting of an address, while there is another one.
Millis Play::patience() const {
  const Timeouts& timeouts = server_.timeouts;
  return timeouts.connect.value < timeouts.greeting.value ? timeouts.connect : timeouts.greeting;
}

QueuedMail Play::at(std::uint16_t place) {
  const std::size_t index = truth_.current + std::size_t{place};
  if (index >= queued_) return {};
  return {&built_[index].mail(), &built_[index].composer()};
}

void Play::ended(const Report& report) {
  hear_report(report);
  if (truth_.current == queued_) return;
  truth_.fate[truth_.current].connections = truth_.connections;
  wire_.begin_message(message(), patience());
  tls_.begin_message(message().handshaking);
  if (real_ != nullptr) real_->begin_message(message().handshaking);
  polls_ = 0;
  began_ = wire_.now();
}

void Play::begins() {
  if (reach_ == nullptr) return;
  looks(0);
  begun_ = true;
}

void Play::looks(unsigned replies) {
  if (!client_) return;
  const Phase now = client_.phase();
  const bool just_begun = std::exchange(begun_, false);
  if (replies <= 1 || just_begun) reach_->edge(phase_, now);
  phase_ = now;
}

/// Between two messages.
void Play::rest() {
  const Message& next = message();
  if (next.quits) client_->quit();
  if (next.leaves) peer_.leave();
  if (next.rest != 0) rest_until(wire_.now() + Millis{next.rest});
}

void Play::rest_until(Millis until) {
  while (!wire_.now().reached(until) && truth_.wrong == nullptr) {
    const bool was_connected = client_->connected();
    poll();
    if (!was_connected) break;
    const Millis before = wire_.now();
    pass_time();
    if (wire_.now().reached(until)) break;
    if (wire_.now() == before && !wire_.has_more()) break;
  }
  if (!wire_.now().reached(until)) wire_.set_time(until);
}

}  // namespace postino::model
