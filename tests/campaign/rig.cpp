// SPDX-License-Identifier: MIT
#include "campaign/rig.hpp"

#include <algorithm>

#include "postino/external.hpp"
#include "postino/oauth.hpp"
#include "support/kept_queue.hpp"
#include "support/secrets.hpp"
#include "tls/support/certificates.hpp"

namespace postino::test {
namespace {

/// docs/memory.md: the smallest heap with which a mail goes out has 34176 octets, and SCRAM's hash
/// takes a little.
constexpr std::size_t heap_octets = 36 * 1024;
constexpr std::size_t max_polls = 20000;
constexpr std::size_t max_idle_polls = 2000;
constexpr Millis late{200};
constexpr Millis far_ahead = minutes(20U * 24U * 60U);

std::size_t heap_octets_of(const Scenario& scenario) {
  return scenario.has_real_tls() || scenario.has_login() ? heap_octets : 8;
}

std::int64_t wall_clock() { return test_time; }

}  // namespace

void KeptLines::line(Direction direction, std::string_view text) {
  lines.push_back((direction == Direction::Sent ? "> " : "< ") + std::string{text});
}

Rig::Rig(const Scenario& scenario)
    : scenario_{&scenario},
      heap_memory_{new std::byte[heap_octets_of(scenario)]{}},
      blocks_(scenario.sizes.packets * PacketPool::block_bytes(scenario.sizes.packet_bytes)),
      recipients_(scenario.sizes.recipients),
      text_(scenario.sizes.reply_text),
      heap{{heap_memory_.get(), heap_octets_of(scenario)}},
      pool{blocks_, scenario.sizes.packet_bytes},
      server{link, scenario.manners},
      pretended_{link, scenario.manners.channel == Channel::Tls},
      tap{transport_of(scenario), clock, injector},
      tracing_{tap, trace},
      relay_{scenario.server} {
  heap.install();
  linked_injector = &injector;
  link.on_connect = [this] { tap.note(Event::Kind::Connected); };
  if (scenario.has_real_tls()) {
    anchor_[0] = std::string_view{server_anchor()};
    settings_.anchors = anchor_;
    settings_.clock = wall_clock;
  }
  if (scenario.late_packets) link.acknowledges_after = late;
  link.addresses = scenario.addresses;
  if (scenario.has_login()) log_in();
  make_client();
}

void Rig::log_in() {
  const Challenges challenges = scenario_->manners.challenges;
  if (challenges == Challenges::Plain) mechanisms_ = {&sasl::plain};
  if (challenges == Challenges::Login) mechanisms_ = {&sasl::login};
  if (challenges == Challenges::LoginAfter504) mechanisms_ = {&sasl::plain, &sasl::login};
  if (challenges == Challenges::CramMd5) mechanisms_ = {&cram_};
  if (challenges == Challenges::Scram) mechanisms_ = {&scram_};
  if (challenges == Challenges::OAuthBearer) mechanisms_ = {&sasl::oauth_bearer};
  if (challenges == Challenges::XOAuth2) mechanisms_ = {&sasl::xoauth2};
  if (challenges == Challenges::External) mechanisms_ = {&sasl::external};
  relay_.login = Login{.user = canary_user,
                       .password = canary_password,
                       .mechanisms = mechanisms_,
                       .allow_clear_text = !scenario_->has_tls()};
  const bool bears = challenges == Challenges::OAuthBearer || challenges == Challenges::XOAuth2;
  if (bears) relay_.login->token = canary_token;
}

Rig::~Rig() {
  client.end();
  random.forget();
  linked_injector = nullptr;
  heap.remove();
}

Transport& Rig::transport_of(const Scenario& scenario) {
  if (scenario.has_real_tls()) return tls_;
  const bool in_clear = scenario.server.security == Security::None;
  return in_clear ? static_cast<Transport&>(plain_) : pretended_;
}

void Rig::make_client() { client.begin(scenario_->client, Memory{pool, recipients_, text_}); }

void Rig::start_afresh() {
  injector.disarm();
  tap.forget();
  server.calm_down();
  link.start_afresh();
  random.forget();
  entropy.begin(++seed_);
  polls_ = idle_polls_ = 0;
}

bool Rig::take_report(MailRun& run) {
  const Report* const report = client->take_report();
  if (report == nullptr) return false;
  run.reports.emplace_back(*report, clock.now() - run.began);
  return true;
}

MailRun Rig::begin() {
  MailRun run;
  run.began = clock.now();
  run.taken_before = server.conversation().taken().size();
  run.first_event = tap.events().size();
  tap.note(Event::Kind::Begun);
  return run;
}

void Rig::end(MailRun& run) {
  run.ended = clock.now();
  run.octets_at_report = link.taken();
  run.last_event = tap.events().size();
  tap.note(Event::Kind::Reported);
  run.taken_after = server.conversation().taken().size();
}

void Rig::run(MailRun& run, const std::function<bool()>& ended) {
  while (!ended()) {
    const Turn what = turn();
    if (what == Turn::Cut) cut(run);
    if (run.destroyed) return;
    if (what != Turn::Stuck) continue;
    run.endless = true;
    return client->abort();
  }
}

MailRun Rig::send(std::size_t letter) {
  MailRun one = begin();
  one.letter = letter;
  const Letter& sent = scenario_->letter(letter);
  static_cast<void>(client->send(relay_, sent.mail, *sent.composer));
  run(one, [&] { return take_report(one); });
  static_cast<void>(take_report(one));
  end(one);
  return one;
}

std::vector<MailRun> Rig::send_queue(std::size_t first, std::size_t mails) {
  KeptQueue queue;
  for (std::size_t i = first; i < first + mails; ++i) {
    queue.add(scenario_->letter(i).mail, *scenario_->letter(i).composer);
  }
  MailRun all = begin();
  static_cast<void>(client->send(relay_, queue));
  run(all, [this] { return client->idle(); });
  end(all);
  std::vector<MailRun> each(mails, all);
  for (std::size_t i = 0; i < mails; ++i) {
    each[i].letter = first + i;
    each[i].still_queued = i >= queue.ends.size();
    if (!each[i].still_queued) each[i].reports = {queue.ends[i]};
    each[i].taken_before = std::min(all.taken_before + i, all.taken_after);
    if (i + 1 < mails) each[i].taken_after = std::min(each[i].taken_before + 1, all.taken_after);
  }
  return each;
}

void Rig::cut(MailRun& run) {
  injector.strike();
  run.cut_short = true;
  if (injector.fault()->act == Act::Abort) return client->abort();
  run.destroyed = true;
  client.end();
  make_client();
}

bool Rig::rest() {
  while (client->connected()) {
    const Turn what = turn();
    if (what == Turn::Stuck) return false;
    if (what == Turn::Cut) {
      MailRun nobody;
      cut(nobody);
    }
  }
  return true;
}

void Rig::collect() {
  while (link.packets_held() != 0) {
    clock.advance_to(*link.next_event());
    link.turn();
  }
}

void Rig::step_clock() {
  const FaultKind* const fault = injector.happens(Place::Turn);
  if (fault == nullptr) return;
  const bool wrapped = clock.now().value < 0x80000000U;
  if (fault->act == Act::Wrap && !wrapped) clock.advance_to(Millis{});
  if (fault->act == Act::Step) clock.advance(Millis{static_cast<std::uint32_t>(fault->value)});
}

Rig::Turn Rig::turn() {
  if (++polls_ > max_polls || idle_polls_ > max_idle_polls) return Turn::Stuck;
  const std::uint64_t before = link.activity();
  step_clock();
  client->poll(clock.now());
  server.run();
  if (link.reached() && !injector.struck()) return Turn::Cut;
  if (link.turn() || link.activity() != before) {
    idle_polls_ = 0;
    return Turn::Moved;
  }
  const Millis now = clock.now();
  Millis next = client->poll_at();
  const bool waits = (next - now).value < far_ahead.value;
  const std::optional<Millis> event = link.next_event();
  if (!waits && !event) return Turn::Stuck;
  if (event && (!waits || next.reached(*event))) next = *event;
  idle_polls_ = next == now ? idle_polls_ + 1 : 0;
  if (next.reached(now)) clock.advance_to(next);
  return Turn::Waited;
}

std::vector<Rig::Piece> Rig::memory() const {
  const auto octets = [](const auto& list) {
    return std::string_view{reinterpret_cast<const char*>(list.data()),
                            list.size() * sizeof(list[0])};
  };
  std::vector<Piece> all{{"the client", client.octets()},
                         {"the packets", octets(blocks_)},
                         {"the recipients", octets(recipients_)},
                         {"the reply's text", octets(text_)},
                         {"the tracing transport", octets_of(tracing_)}};
  if (!scenario_->has_login()) return all;
  all.push_back({"the exchange", octets_of(exchange_)});
  all.push_back({"the hash", octets_of(hash_)});
  all.push_back({"the exchange of CRAM-MD5", octets_of(cram_exchange_)});
  all.push_back({"the hash of CRAM-MD5", octets_of(md5_)});
  all.push_back({"the TLS transport", octets_of(tls_)});
  all.push_back({"the heap", {reinterpret_cast<const char*>(heap_memory_.get()), heap_octets}});
  return all;
}

}  // namespace postino::test
