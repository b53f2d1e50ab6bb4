// SPDX-License-Identifier: MIT
/// What the functions for each client class do.
#pragma once

#include <cstdint>

#include "c/arguments.hpp"
#include "c/memory.hpp"
#include "c/report.hpp"
#include "postino/c/storage.hpp"
#include "postino/composer.hpp"
#include "postino/mail.hpp"
#include "postino/server.hpp"

namespace postino::c {

/// A client in C's storage.
template <class Client>
class Kept {
 public:
  template <class Wire>
  Kept(Wire& wire, const postino_memory& memory) : client_{wire, memory_of(memory)} {}
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

  [[nodiscard]] Client& client() { return client_; }
  [[nodiscard]] const Client& client() const { return client_; }
#if POSTINO_PACKET_CANARIES
  [[nodiscard]] bool alive() const { return mark_ == living; }
  void end() { mark_ = 0; }
#else
  [[nodiscard]] static constexpr bool alive() { return true; }
  static constexpr void end() {}
#endif

 private:
  Client client_;
#if POSTINO_PACKET_CANARIES
  static constexpr std::uint32_t living = 0x506f7374;
  std::uint32_t mark_ = living;
#endif
};

/// Why no client can be called in `storage`.
template <class Client, class Storage>
postino_fault unusable(const Storage* storage) {
  if (storage == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return as<const Kept<Client>>(storage)->alive() ? POSTINO_FAULT_NONE
                                                  : POSTINO_FAULT_NOT_INITIALISED;
}

template <class Client, class Storage>
Client& client_in(Storage* storage) {
  return as<Kept<Client>>(storage)->client();
}
template <class Client, class Storage>
const Client& client_in(const Storage* storage) {
  return as<const Kept<Client>>(storage)->client();
}

template <class Client, class Wire, class Storage, class Handle>
postino_fault init(Storage* storage, std::size_t size, Handle* wire, const postino_memory* memory) {
  if (const postino_fault fault = unfit<Kept<Client>>(storage, size)) return fault;
  if (wire == nullptr) return POSTINO_FAULT_NULL_POINTER;
  if (const postino_fault fault = check(memory)) return fault;
  if (POSTINO_PACKET_CANARIES != 0 && as<const Kept<Client>>(storage)->alive()) {
    return POSTINO_FAULT_ALREADY_INITIALISED;
  }
  std::construct_at(as<Kept<Client>>(storage), *as<Wire>(wire), *memory);
  return POSTINO_FAULT_NONE;
}

template <class Client, class Storage>
postino_fault send(Storage* storage, const postino_server* server, const postino_mail* mail,
                   const postino_composer* composer) {
  if (const postino_fault fault = unusable<Client>(storage)) return fault;
  if (const postino_fault fault = check(server)) return fault;
  if (const postino_fault fault = check(mail, composer)) return fault;
  return client_in<Client>(storage).send(*as<const Server>(server), *as<const Mail>(mail),
                                         *as<const Composer>(composer))
             ? POSTINO_FAULT_NONE
             : POSTINO_FAULT_NOT_IDLE;
}

template <class Client, class Storage>
postino_fault poll(Storage* storage, std::uint32_t now) {
  const postino_fault fault = unusable<Client>(storage);
  if (fault == POSTINO_FAULT_NONE) client_in<Client>(storage).poll({now});
  return fault;
}

template <class Client, class Storage>
std::uint32_t poll_at(const Storage* storage) {
  return unusable<Client>(storage) == POSTINO_FAULT_NONE
             ? client_in<Client>(storage).poll_at().value
             : 0;
}

template <class Client, class Storage>
bool take_report(Storage* storage, postino_report* report) {
  if (report == nullptr) return true;  // no loop waits for what it can't get
  if (const postino_fault fault = unusable<Client>(storage)) {
    *report = report_of(fault);
    return true;
  }
  const Report* const taken = client_in<Client>(storage).take_report();
  if (taken != nullptr) *report = report_of(*taken);
  return taken != nullptr;
}

template <class Client, class Storage>
bool idle(const Storage* storage) {
  return unusable<Client>(storage) == POSTINO_FAULT_NONE && client_in<Client>(storage).idle();
}

template <class Client, class Storage>
bool connected(const Storage* storage) {
  return unusable<Client>(storage) == POSTINO_FAULT_NONE && client_in<Client>(storage).connected();
}

template <class Client, class Storage>
postino_fault abort(Storage* storage) {
  const postino_fault fault = unusable<Client>(storage);
  if (fault == POSTINO_FAULT_NONE) client_in<Client>(storage).abort();
  return fault;
}

template <class Client, class Storage>
postino_fault end(Storage* storage) {
  const postino_fault fault = abort<Client>(storage);
  if (fault == POSTINO_FAULT_NONE) as<Kept<Client>>(storage)->end();
  return fault;
}

}  // namespace postino::c
