// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <filesystem>

#include "media_type.hpp"

namespace postino::demo {

Attachment Parts::attachment(const std::string& path, const std::string& type) {
  Body& file = files_.emplace_back(Body::from_file(path));
  const std::string& name = words_.emplace_back(std::filesystem::path{path}.filename().string());
  const std::string& named = words_.emplace_back(type.empty() ? guess_type(name) : type);
  return {.name = name,
          .type = named,
          .content = file.source() != nullptr ? Content{*file.source()} : Content{file.text()}};
}

Parts::Parts(const MimeOptions& options) {
  MimeContent content{.in_reply_to = options.in_reply_to};
  if (!options.html_file.empty()) {
    Body& file = files_.emplace_back(Body::from_file(options.html_file));
    content.html = file.source() != nullptr ? Text{*file.source()} : Text{file.text()};
  }
  for (const std::string& each : options.inline_images) {
    const std::size_t colon = each.rfind(':');
    inlines_.push_back(attachment(each.substr(0, colon), {}));
    inlines_.back().content_id = words_.emplace_back(each.substr(colon + 1));
  }
  for (const std::string& each : options.attach) {
    const NamedFile file = read_named_file(each);
    attachments_.push_back(attachment(file.path, file.type));
  }
  content.inlines = inlines_;
  content.attachments = attachments_;
  if (!options.charset.empty()) content.charset = options.charset;
  composer_.emplace(content);
}

}  // namespace postino::demo
