// SPDX-License-Identifier: MIT
#include "postino/mime.hpp"

#include "c/arguments.hpp"
#include "postino/c/mime.h"
#include "postino/c/storage.hpp"

namespace postino::c {
namespace {

bool broken_parts(const postino_attachments& parts) {
  if (parts.list == nullptr) return parts.count != 0;
  for (std::size_t i = 0; i != parts.count; ++i) {
    const postino_attachment& part = parts.list[i];
    if (broken(&part.name, 2) || broken(&part.content_id, 3) ||
        (part.content.data == nullptr && part.content.size != 0)) {
      return true;
    }
  }
  return false;
}

bool unknown_disposition(const postino_attachments& parts) {
  for (std::size_t i = 0; i != parts.count; ++i) {
    if (parts.list[i].disposition > POSTINO_DISPOSITION_INLINE) return true;
  }
  return false;
}

postino_fault check_content(const postino_mime_content* content) {
  if (content == nullptr || broken(&content->html.text, 1) || broken_parts(content->inlines) ||
      broken_parts(content->attachments) || broken(&content->charset, 2) ||
      broken(&content->in_reply_to, 1) ||
      broken(content->references.list, content->references.count)) {
    return POSTINO_FAULT_NULL_POINTER;
  }
  return content->auto_submitted > POSTINO_AUTO_SUBMITTED_NO ||
                 unknown_disposition(content->inlines) || unknown_disposition(content->attachments)
             ? POSTINO_FAULT_INVALID_ENUMERATOR
             : POSTINO_FAULT_NONE;
}

}  // namespace
}  // namespace postino::c

namespace face = postino::c;

postino_fault postino_mime_init(postino_mime* mime, size_t size,
                                const postino_mime_content* content) {
  if (const postino_fault fault = face::unfit<postino::MimeComposer>(mime, size)) return fault;
  if (const postino_fault fault = face::check_content(content)) return fault;
  return face::make<postino::MimeComposer>(mime, size,
                                           *face::as<const postino::MimeContent>(content));
}
