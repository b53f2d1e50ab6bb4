// SPDX-License-Identifier: MIT
#include "c/calls.hpp"
#include "postino/send_mail.hpp"

using postino::Client;
namespace face = postino::c;

namespace {

postino_fault check_all(const postino_client* client, const postino_waiter* waiter,
                        const postino_server* server, const postino_mail* mail,
                        const postino_composer* composer) {
  if (const postino_fault fault = face::unusable<Client>(client)) return fault;
  if (waiter == nullptr) return POSTINO_FAULT_NULL_POINTER;
  if (const postino_fault fault = face::check(server)) return fault;
  return face::check(mail, composer);
}

}  // namespace

postino_fault postino_send_and_wait(postino_client* client, postino_waiter* waiter,
                                    const postino_server* server, const postino_mail* mail,
                                    const postino_composer* composer, postino_report* report) {
  if (report == nullptr) return POSTINO_FAULT_NULL_POINTER;
  if (const postino_fault fault = check_all(client, waiter, server, mail, composer)) {
    *report = face::report_of(fault);
    return fault;
  }
  *report = face::report_of(postino::send_mail(
      face::client_in<Client>(client), *face::as<postino::Waiter>(waiter),
      *face::as<const postino::Server>(server), *face::as<const postino::Mail>(mail),
      *face::as<const postino::Composer>(composer)));
  return POSTINO_FAULT_NONE;
}

postino_fault postino_finish(postino_client* client, postino_waiter* waiter) {
  if (const postino_fault fault = face::unusable<Client>(client)) return fault;
  if (waiter == nullptr) return POSTINO_FAULT_NULL_POINTER;
  postino::finish(face::client_in<Client>(client), *face::as<postino::Waiter>(waiter));
  return POSTINO_FAULT_NONE;
}
