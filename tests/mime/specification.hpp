// SPDX-License-Identifier: MIT
/// A mail as a line of JSON describes it, for tests whose oracles are not ours.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "postino/postino.hpp"
#include "support/text_source.hpp"

namespace postino::test {

using Json = nlohmann::json;

/// Keeps all that the Mail and its content view. Octets are in hexadecimal; "repeat" times.
class Specification {
 public:
  explicit Specification(const Json& json);
  Specification(const Specification&) = delete;
  Specification& operator=(const Specification&) = delete;

  [[nodiscard]] const Mail& mail() const { return mail_; }
  [[nodiscard]] const MimeContent& content() const { return content_; }
  [[nodiscard]] ContentRules rules() const { return rules_; }

 private:
  const std::string& keep(std::string text);
  const std::string& text_of(const Json& json, const char* name);
  std::string octets_of(const Json& json);
  Mailbox mailbox_of(const Json& json);
  std::vector<Recipient> recipients_of(const Json& json, const char* name);
  Source& source_of(const Json& json);
  Text text_content(const Json& json);
  Content content_of(const Json& json);
  std::vector<Attachment> attachments_of(const Json& json, const char* name);
  void read_content(const Json& json);

  std::deque<std::string> kept_;
  std::deque<TextSource> sources_;
  std::vector<Recipient> to_;
  std::vector<Recipient> cc_;
  std::vector<Recipient> bcc_;
  std::vector<Header> headers_;
  std::vector<View> references_;
  std::vector<Attachment> inlines_;
  std::vector<Attachment> attachments_;
  Mail mail_;
  MimeContent content_;
  ContentRules rules_;
};

}  // namespace postino::test
