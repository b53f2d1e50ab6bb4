// SPDX-License-Identifier: MIT
#include "sasl_exchange.hpp"

#include <gsasl.h>

#include <stdexcept>

#include "base64_text.hpp"

namespace postino::demo {
namespace {

/// What libgsasl asks while it judges.
int answer(Gsasl*, Gsasl_session* session, Gsasl_property property);

class Library {
 public:
  Library() {
    if (gsasl_init(&context_) != GSASL_OK) throw std::runtime_error{"libgsasl does not start"};
    gsasl_callback_set(context_, answer);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() { gsasl_done(context_); }

  [[nodiscard]] Gsasl_session* begin(const std::string& mechanism) const {
    Gsasl_session* session = nullptr;
    const int status = gsasl_server_start(context_, mechanism.c_str(), &session);
    return status == GSASL_OK ? session : nullptr;
  }

 private:
  Gsasl* context_ = nullptr;
};

std::string property_of(Gsasl_session* session, Gsasl_property property) {
  const char* const value = gsasl_property_fast(session, property);
  return value != nullptr ? value : "";
}

int check_external(Gsasl_session* session, const SaslFacts& facts) {
  const std::string& name = facts.tls.client;
  const std::string wanted = property_of(session, GSASL_AUTHZID);
  const bool right =
      !name.empty() && facts.users.contains(name) && (wanted.empty() || wanted == name);
  return right ? GSASL_OK : GSASL_AUTHENTICATION_ERROR;
}

int answer(Gsasl*, Gsasl_session* session, Gsasl_property property) {
  const auto& facts = *static_cast<const SaslFacts*>(gsasl_session_hook_get(session));
  if (property == GSASL_VALIDATE_EXTERNAL) return check_external(session, facts);
  if (property == GSASL_PASSWORD) {
    const auto found = facts.users.find(property_of(session, GSASL_AUTHID));
    if (found == facts.users.end()) return GSASL_NO_PASSWORD;
    return gsasl_property_set(session, property, found->second.c_str());
  }
  if (property == GSASL_CB_TLS_EXPORTER && facts.binds) {
    return gsasl_property_set(session, property, to_base64(facts.tls.exporter).c_str());
  }
  return GSASL_NO_CALLBACK;
}

class GsaslExchange final : public SaslExchange {
 public:
  GsaslExchange(Gsasl_session* session, const SaslFacts& facts) : session_{session}, facts_{facts} {
    gsasl_session_hook_set(session_, &facts_);
  }
  GsaslExchange(const GsaslExchange&) = delete;
  GsaslExchange& operator=(const GsaslExchange&) = delete;
  ~GsaslExchange() override { gsasl_finish(session_); }

  SaslStep step(const std::optional<std::string>& message) override {
    char* output = nullptr;
    std::size_t size = 0;
    const int status = gsasl_step(session_, message ? message->data() : nullptr,
                                  message ? message->size() : 0, &output, &size);
    const std::string challenge{output != nullptr ? output : "", output != nullptr ? size : 0};
    gsasl_free(output);
    if (status == GSASL_NEEDS_MORE) return {Step::Challenge, challenge};
    if (status == GSASL_OK) return {Step::Accepted, challenge};
    const bool malformed = status == GSASL_MECHANISM_PARSE_ERROR;
    return {malformed ? Step::Malformed : Step::Refused, {}};
  }

  [[nodiscard]] std::string user() const override {
    const std::string name = property_of(session_, GSASL_AUTHID);
    return name.empty() ? facts_.tls.client : name;
  }

 private:
  Gsasl_session* session_;
  SaslFacts facts_;
};

}  // namespace

std::unique_ptr<SaslExchange> begin_exchange(const std::string& mechanism, const SaslFacts& facts) {
  static const Library library;
  if (mechanism == "OAUTHBEARER" || mechanism == "XOAUTH2") return begin_oauth(mechanism, facts);
  Gsasl_session* const session = library.begin(mechanism);
  return session != nullptr ? std::make_unique<GsaslExchange>(session, facts) : nullptr;
}

}  // namespace postino::demo
