// SPDX-License-Identifier: MIT
/// A DNS server in the stack under test, with a table that tests write.
#pragma once

#include <lwip/ip_addr.h>
#include <lwip/udp.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postino::test {

/// At 127.0.0.9, and lwIP asks it as long as it lives. No answer may be kept, unless said so.
class NameServer {
 public:
  NameServer();
  ~NameServer();
  NameServer(const NameServer&) = delete;
  NameServer& operator=(const NameServer&) = delete;

  void set(std::string_view name, std::vector<std::string> addresses);
  void hold() { held_ = true; }
  /// From here on answers may be kept for a second.
  void let_keep() { seconds_kept_ = 1; }
  void release();
  [[nodiscard]] std::size_t queries() const { return queries_; }

 private:
  struct Query {
    std::string octets;
    ip_addr_t from;
    std::uint16_t port;
  };

  void answer(const Query& query);
  [[nodiscard]] std::string reply_to(const std::string& query) const;

  udp_pcb* pcb_;
  std::map<std::string, std::vector<std::string>, std::less<>> table_;
  std::vector<Query> waiting_;
  bool held_ = false;
  unsigned seconds_kept_ = 0;
  std::size_t queries_ = 0;
};

}  // namespace postino::test
