// SPDX-License-Identifier: MIT
/// A client of whatever class, so that a bench can hold any.
#pragma once

#include <initializer_list>
#include <type_traits>

#include "postino/client.hpp"
#include "postino/small_client.hpp"
#include "postino/small_tls_client.hpp"

namespace postino::test {

using detail::Features;
/// One of them.
using Feature = bool Features::*;

/// Those of a client class: of a ClientOf<> its own.
template <class ClientType>
struct FeaturesOf;
template <Features f>
struct FeaturesOf<detail::ClientOf<f>> {
  static constexpr Features value = f;
};
template <>
struct FeaturesOf<Client> : FeaturesOf<detail::ClientOf<detail::all>> {};
template <>
struct FeaturesOf<SmallClient> : FeaturesOf<detail::ClientOf<detail::small>> {};
template <>
struct FeaturesOf<SmallTlsClient> : FeaturesOf<detail::ClientOf<detail::small_tls>> {};

template <class ClientType>
inline constexpr Features features_of = FeaturesOf<ClientType>::value;

/// What it stands on.
template <class ClientType>
using WireOf = typename detail::ClientOf<features_of<ClientType>>::Wire;

/// What each client class has.
class AnyClient {
 public:
  virtual ~AnyClient() = default;

  virtual bool send(const Server& server, const Mail& mail, const Composer& composer) = 0;
  /// False, too, when it has no queue.
  virtual bool send(const Server& server, MailQueue& queue) = 0;
  virtual void poll(Millis now) = 0;
  [[nodiscard]] virtual Millis poll_at() const = 0;
  virtual const Report* take_report() = 0;
  [[nodiscard]] virtual bool idle() const = 0;
  [[nodiscard]] virtual bool connected() const = 0;
  virtual void quit() = 0;
  virtual void abort() = 0;
};

/// One of a class.
template <class ClientType>
class HandleOf final : public AnyClient {
 public:
  explicit HandleOf(ClientType& client) : client_{&client} {}

  bool send(const Server& server, const Mail& mail, const Composer& composer) override {
    return client_->send(server, mail, composer);
  }
  bool send(const Server& server, MailQueue& queue) override {
    if constexpr (features_of<ClientType>.queue) return client_->send(server, queue);
    return false;
  }
  void poll(Millis now) override { client_->poll(now); }
  [[nodiscard]] Millis poll_at() const override { return client_->poll_at(); }
  const Report* take_report() override { return client_->take_report(); }
  [[nodiscard]] bool idle() const override { return client_->idle(); }
  [[nodiscard]] bool connected() const override { return client_->connected(); }
  void quit() override {
    if constexpr (features_of<ClientType>.reuse) client_->quit();
  }
  void abort() override { client_->abort(); }

 private:
  ClientType* client_;
};

}  // namespace postino::test
