// SPDX-License-Identifier: MIT
/// aiosmtpd in a process of its own.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace postino::test {

struct KeptMail {
  std::string sender;
  std::vector<std::string> recipients;
  std::string content;
};

class AiosmtpdProcess {
 public:
  /// `login`: nothing, or a user and a password, which it then requires.
  explicit AiosmtpdProcess(const std::string& address, std::vector<std::string> login = {});
  AiosmtpdProcess(const AiosmtpdProcess&) = delete;
  AiosmtpdProcess& operator=(const AiosmtpdProcess&) = delete;
  ~AiosmtpdProcess();

  /// 0: it did not start.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::vector<KeptMail> mails() const;

 private:
  void start(const std::vector<std::string>& arguments);

  std::filesystem::path folder_;
  pid_t process_ = -1;
  int input_ = -1;  // its end ends the process
  std::uint16_t port_ = 0;
};

}  // namespace postino::test
