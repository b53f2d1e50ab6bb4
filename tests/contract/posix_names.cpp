// SPDX-License-Identifier: MIT
#include "posix_names.hpp"

#include <netdb.h>

#include <condition_variable>
#include <map>
#include <mutex>

#include "posix_peer.hpp"

namespace postino::contract {
namespace {

struct Table {
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::string, std::vector<std::string>, std::less<>> names;
  Progress error = Progress::NotFound;
  int native_code = EAI_NONAME;
  bool held = false;
  int under_way = 0;
};

/// Never destroyed: the thread of an aborted look-up may begin as late as at the process's end.
Table& table() {
  static Table& only = *new Table;
  return only;
}

}  // namespace

PosixNames::PosixNames() {
  const std::lock_guard lock{table().mutex};
  table().names.clear();
  table().error = Progress::NotFound;
  table().native_code = EAI_NONAME;
}

PosixNames::~PosixNames() {
  release();
  std::unique_lock lock{table().mutex};
  table().changed.wait(lock, [] { return table().under_way == 0; });
}

void PosixNames::set(std::string_view name, std::vector<std::string> addresses) {
  const std::lock_guard lock{table().mutex};
  table().names.insert_or_assign(std::string{name}, std::move(addresses));
}

void PosixNames::set_error(Progress result, int native_code) {
  const std::lock_guard lock{table().mutex};
  table().error = result;
  table().native_code = native_code;
}

void PosixNames::hold() {
  const std::lock_guard lock{table().mutex};
  table().held = true;
}

void PosixNames::release() {
  const std::lock_guard lock{table().mutex};
  table().held = false;
  table().changed.notify_all();
}

Progress PosixNames::look_up(const char* host, std::uint16_t port, posix::AddressList& found) {
  std::unique_lock lock{table().mutex};
  ++table().under_way;
  table().changed.wait(lock, [] { return !table().held; });
  --table().under_way;
  table().changed.notify_all();
  const auto entry = table().names.find(host);
  if (entry == table().names.end()) {
    found.native_code = table().native_code;
    return table().error;
  }
  for (const auto& address : entry->second) found.add(posix_address(address, port));
  return Progress::Done;
}

}  // namespace postino::contract
