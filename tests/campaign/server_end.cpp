// SPDX-License-Identifier: MIT
#include "campaign/server_end.hpp"

#include <openssl/ssl.h>

#include "campaign/repeatable_random.hpp"
#include "campaign/server_context.hpp"

namespace postino::test {
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
  conversation_.begin(link_->address() == 0);
  if (manners_->channel == Channel::Tls) return begin_tls();
  conversation_.greet();
}

/// Without a version there is a pretence of TLS, and octets go on as they are.
void ServerEnd::begin_tls() {
  if (manners_->version == 0) {
    conversation_.secured();
    if (manners_->channel == Channel::Tls) conversation_.greet();
    return;
  }
  SSL_CTX* const context = server_context(manners_->version);
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
