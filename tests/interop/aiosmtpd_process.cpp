// SPDX-License-Identifier: MIT
#include "aiosmtpd_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <iterator>

namespace postino::test {
namespace {

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::filesystem::path new_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "postino-mails-XXXXXX").string();
  return ::mkdtemp(path.data()) != nullptr ? path : "";
}

/// Up to the first LF.
std::string first_line(int descriptor) {
  std::string line;
  char octet = 0;
  while (::read(descriptor, &octet, 1) == 1 && octet != '\n') line += octet;
  return line;
}

}  // namespace

AiosmtpdProcess::AiosmtpdProcess(const std::string& address, std::vector<std::string> login)
    : folder_{new_folder()} {
  std::vector<std::string> arguments{POSTINO_PYTHON, POSTINO_AIOSMTPD_SERVER, address,
                                     folder_.string()};
  arguments.insert(arguments.end(), login.begin(), login.end());
  start(arguments);
}

void AiosmtpdProcess::start(const std::vector<std::string>& arguments) {
  int input[2];
  int output[2];
  if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) return;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  std::vector<char*> words;
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const int error = ::posix_spawn(&process_, words[0], &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(input[0]);
  ::close(output[1]);
  input_ = input[1];
  const std::string line = error == 0 ? first_line(output[0]) : "";
  std::from_chars(line.data(), line.data() + line.size(), port_);
  ::close(output[0]);
}

AiosmtpdProcess::~AiosmtpdProcess() {
  if (input_ >= 0) ::close(input_);
  if (process_ > 0) ::waitpid(process_, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<KeptMail> AiosmtpdProcess::mails() const {
  std::vector<KeptMail> mails;
  while (true) {
    const std::filesystem::path stem = folder_ / std::to_string(mails.size());
    if (!std::filesystem::exists(stem.string() + ".content")) return mails;
    KeptMail mail{
        .sender = {}, .recipients = {}, .content = contents_of(stem.string() + ".content")};
    std::ifstream envelope{stem.string() + ".envelope"};
    std::getline(envelope, mail.sender);
    for (std::string line; std::getline(envelope, line);) mail.recipients.push_back(line);
    mails.push_back(std::move(mail));
  }
}

}  // namespace postino::test
