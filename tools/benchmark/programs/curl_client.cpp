// SPDX-License-Identifier: MIT
// libcurl's easy interface: one handle, which keeps its connection, or a new one for each message.
#include <curl/curl.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "options.hpp"

namespace {

using namespace postino::benchmark;

/// The content, from memory or from a file.
struct Content {
  std::string octets;
  std::ifstream file;
  std::size_t offset = 0;

  void rewind() {
    offset = 0;
    file.clear();
    file.seekg(0);
  }
  static std::size_t read(char* into, std::size_t size, std::size_t count, void* self) {
    auto& content = *static_cast<Content*>(self);
    if (content.file.is_open()) {
      return static_cast<std::size_t>(
          content.file.read(into, static_cast<std::streamsize>(size * count)).gcount());
    }
    const std::size_t copied = content.octets.copy(into, size * count, content.offset);
    content.offset += copied;
    return copied;
  }
};

struct End {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, End>;

Handle make_handle(const Options& options, const std::string& url, curl_slist* to,
                   Content& content) {
  Handle handle{curl_easy_init()};
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, sender);
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, to);
  curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, Content::read);
  curl_easy_setopt(handle.get(), CURLOPT_READDATA, &content);
  if (!options.ca.empty()) curl_easy_setopt(handle.get(), CURLOPT_CAINFO, options.ca.c_str());
  return handle;
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  curl_global_init(CURL_GLOBAL_ALL);
  const std::string url = (options.ca.empty() ? "smtp://127.0.0.1:" : "smtps://127.0.0.1:") +
                          std::to_string(options.port) + "/node7.plant.example";
  curl_slist* const to = curl_slist_append(nullptr, recipient);
  Content content;
  if (options.stream) content.file.open(options.file, std::ios::binary);
  if (!options.stream) {
    content.octets = options.file.empty() ? small_message() : read_file(options.file);
  }
  Handle handle;
  for (unsigned i = 0; i < options.mails; ++i) {
    if (!handle || options.each) handle = make_handle(options, url, to, content);
    content.rewind();
    const CURLcode result = curl_easy_perform(handle.get());
    if (result == CURLE_OK) continue;
    std::cerr << curl_easy_strerror(result) << '\n';
    return EXIT_FAILURE;
  }
  handle.reset();
  curl_slist_free_all(to);
  curl_global_cleanup();
}
