// SPDX-License-Identifier: MIT
#include "campaign/server_end.hpp"

#include <openssl/ssl.h>

#include "campaign/repeatable_random.hpp"
#include "tls/support/certificates.hpp"

namespace postino::test {
namespace {

struct Identities {
  Identified authority;
  Identified server;
};

const Identities& identities() {
  static const Identities made = [] {
    begin_openssl_random(0);
    Identities two;
    two.authority = make_certificate(
        {.common_name = "Test authority", .alternative_names = "", .authority = true});
    two.server = make_certificate({}, &two.authority);
    return two;
  }();
  return made;
}

/// Of the whole program, for it costs more than a handshake to make one.
SSL_CTX* context_of(int version) {
  static std::map<int, std::shared_ptr<SSL_CTX>> made;
  std::shared_ptr<SSL_CTX>& context = made[version];
  if (context) return context.get();
  const Identities& ours = identities();
  context = {SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_use_certificate(context.get(), ours.server.certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), ours.server.key.get());
  SSL_CTX_set_mode(context.get(), SSL_MODE_NO_AUTO_CHAIN);
  // A session would only be kept to be resumed, and a ticket tells the time of day.
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context.get(), 0);
  return context.get();
}

}  // namespace

const std::string& server_anchor() {
  static const std::string der = identities().authority.der();
  return der;
}

ServerEnd::ServerEnd(Link& link, const Manners& manners)
    : link_{&link}, manners_{&manners}, conversation_{manners} {
  link.on_change = [this] { run(); };
  conversation_.say = [this](std::string_view octets) { say(octets); };
  conversation_.start_tls = [this] { begin_tls(); };
  conversation_.close = [this] { closing_ = true; };
}

ServerEnd::~ServerEnd() {
  link_->on_change = [] {};
}

void ServerEnd::run() {
  if (running_) return;
  running_ = true;
  if (link_->connections() != connection_) begin();
  const std::string arrived = link_->take_inbox();
  if (ssl_) {
    pump(arrived);
  } else {
    conversation_.hear(arrived);
  }
  if (closing_) link_->fin();
  running_ = false;
}

void ServerEnd::begin() {
  connection_ = link_->connections();
  ssl_.reset();
  secured_ = broken_ = closing_ = false;
  conversation_.begin();
  if (manners_->channel == Channel::Tls) return begin_tls();
  conversation_.greet();
}

/// Without a version there is a pretence of TLS, and octets go on as they are.
void ServerEnd::begin_tls() {
  if (manners_->version == 0) return conversation_.secured();
  SSL_CTX* const context = context_of(manners_->version);
  begin_openssl_random(connection_);
  ssl_ = {SSL_new(context), SSL_free};
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(ssl_.get());
}

void ServerEnd::pump(const std::string& arrived) {
  if (broken_) return;
  if (!arrived.empty()) {
    BIO_write(SSL_get_rbio(ssl_.get()), arrived.data(), static_cast<int>(arrived.size()));
  }
  if (!secured_) {
    const int result = SSL_do_handshake(ssl_.get());
    broken_ = result != 1 && SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ;
    secured_ = result == 1;
    flush();
    if (secured_) {
      conversation_.secured();
      if (manners_->channel == Channel::Tls) conversation_.greet();
    }
  }
  char octets[4096];
  int count = 0;
  while (secured_ && (count = SSL_read(ssl_.get(), octets, sizeof octets)) > 0) {
    conversation_.hear({octets, static_cast<std::size_t>(count)});
  }
  flush();
}

void ServerEnd::hurry(std::size_t turn, std::string octets) {
  hurried_ = turn;
  too_early_ = std::move(octets);
}

void ServerEnd::say(std::string_view octets) {
  const std::size_t turn = turns_.size();
  turns_.push_back({std::string{octets}, conversation_.heard_more()});
  std::string all{octets};
  if (hurried_ && turn == *hurried_) all += too_early_;
  if (hurried_ && turn == *hurried_ + 1) return;
  if (!ssl_) return link_->deliver(all);
  SSL_write(ssl_.get(), all.data(), static_cast<int>(all.size()));
  flush();
}

void ServerEnd::flush() {
  char octets[8192];
  const int count = BIO_read(SSL_get_wbio(ssl_.get()), octets, sizeof octets);
  if (count > 0) link_->deliver({octets, static_cast<std::size_t>(count)});
}

}  // namespace postino::test
