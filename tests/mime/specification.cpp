// SPDX-License-Identifier: MIT
#include "specification.hpp"

#include <charconv>

namespace postino::test {

const std::string& Specification::keep(std::string text) {
  return kept_.emplace_back(std::move(text));
}

const std::string& Specification::text_of(const Json& json, const char* name) {
  return keep(json.value(name, std::string{}));
}

std::string Specification::octets_of(const Json& json) {
  const std::string hex = json.at("hex").get<std::string>();
  std::string octets;
  octets.reserve(hex.size() / 2);
  for (const char* at = hex.data(); at != hex.data() + hex.size(); at += 2) {
    unsigned char octet = 0;
    std::from_chars(at, at + 2, octet, 16);
    octets += static_cast<char>(octet);
  }
  std::string all;
  for (std::size_t left = json.value("repeat", std::size_t{1}); left != 0; --left) all += octets;
  return all;
}

Mailbox Specification::mailbox_of(const Json& json) {
  return {.address = text_of(json, "address"), .name = text_of(json, "name")};
}

std::vector<Recipient> Specification::recipients_of(const Json& json, const char* name) {
  std::vector<Recipient> all;
  for (const Json& each : json.value(name, Json::array())) all.push_back(mailbox_of(each));
  return all;
}

Source& Specification::source_of(const Json& json) {
  TextSource& source = sources_.emplace_back(octets_of(json));
  source.piece = json.value("piece", source.piece);
  source.hesitates = json.value("hesitates", false);
  source.knows_its_size = json.value("knows_its_size", true);
  return source;
}

Text Specification::text_content(const Json& json) {
  return json.value("source", false) ? Text{source_of(json)} : Text{keep(octets_of(json))};
}

Content Specification::content_of(const Json& json) {
  return json.value("source", false) ? Content{source_of(json)} : Content{keep(octets_of(json))};
}

std::vector<Attachment> Specification::attachments_of(const Json& json, const char* name) {
  std::vector<Attachment> all;
  for (const Json& each : json.value(name, Json::array())) {
    Attachment attachment{.name = text_of(each, "name"),
                          .content = content_of(each.at("content")),
                          .content_id = text_of(each, "content_id"),
                          .description = text_of(each, "description"),
                          .language = text_of(each, "language")};
    if (each.contains("type")) attachment.type = text_of(each, "type");
    if (each.value("inline", false)) attachment.disposition = Disposition::Inline;
    all.push_back(attachment);
  }
  return all;
}

void Specification::read_content(const Json& json) {
  if (json.contains("text")) mail_.text = text_content(json.at("text"));
  if (json.contains("html")) content_.html = text_content(json.at("html"));
  inlines_ = attachments_of(json, "inlines");
  attachments_ = attachments_of(json, "attachments");
  content_.inlines = inlines_;
  content_.attachments = attachments_;
  if (json.contains("charset")) content_.charset = text_of(json, "charset");
  content_.language = text_of(json, "language");
  content_.auto_submitted = static_cast<AutoSubmitted>(json.value("auto_submitted", 0));
  content_.in_reply_to = text_of(json, "in_reply_to");
  for (const Json& each : json.value("references", Json::array())) {
    references_.emplace_back(keep(each.get<std::string>()));
  }
  content_.references = references_;
}

Specification::Specification(const Json& json)
    : to_{recipients_of(json, "to")},
      cc_{recipients_of(json, "cc")},
      bcc_{recipients_of(json, "bcc")} {
  mail_.from = mailbox_of(json.value("from", Json::object()));
  mail_.sender = mailbox_of(json.value("sender", Json::object()));
  mail_.reply_to = mailbox_of(json.value("reply_to", Json::object()));
  mail_.to = std::span<const Recipient>{to_};
  mail_.cc = std::span<const Recipient>{cc_};
  mail_.bcc = std::span<const Recipient>{bcc_};
  mail_.subject = text_of(json, "subject");
  mail_.date = {.unix_seconds = json.value("date", std::uint32_t{0}),
                .utc_offset_minutes = json.value("utc_offset", std::int16_t{0})};
  mail_.message_id = {.seed = json.value("seed", std::uint64_t{0}), .domain = {}};
  for (const Json& each : json.value("headers", Json::array())) {
    headers_.push_back({keep(each.at(0).get<std::string>()), keep(each.at(1).get<std::string>())});
  }
  mail_.headers = headers_;
  read_content(json);
  rules_ = {.eight_bit = json.value("eight_bit", false),
            .utf8 = json.value("utf8", false),
            .size = true,
            .dot_stuffing = json.value("dot_stuffing", false)};
}

}  // namespace postino::test
