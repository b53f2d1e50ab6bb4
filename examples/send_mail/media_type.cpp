// SPDX-License-Identifier: MIT
#include "media_type.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

namespace postino::demo {
namespace {

// Names of https://www.iana.org/assignments/media-types.
constexpr std::pair<std::string_view, const char*> types[] = {
    {".bin", "application/octet-stream"},
    {".bmp", "image/bmp"},
    {".csv", "text/csv; charset=utf-8"},
    {".doc", "application/msword"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".eml", "message/rfc822"},
    {".gif", "image/gif"},
    {".gz", "application/gzip"},
    {".htm", "text/html; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ics", "text/calendar; charset=utf-8"},
    {".jpeg", "image/jpeg"},
    {".jpg", "image/jpeg"},
    {".json", "application/json"},
    {".log", "text/plain; charset=utf-8"},
    {".mp3", "audio/mpeg"},
    {".mp4", "video/mp4"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".tar", "application/x-tar"},
    {".txt", "text/plain; charset=utf-8"},
    {".vcf", "text/vcard; charset=utf-8"},
    {".wav", "audio/wav"},
    {".webp", "image/webp"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".xml", "application/xml"},
    {".zip", "application/zip"},
};

constexpr std::string_view digits_and_letters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// RFC 6838 4.2, with parameters or without.
bool is_media_type(std::string_view text) {
  const std::string_view names = text.substr(0, text.find(';'));
  const std::size_t slash = names.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view type = names.substr(0, slash);
  const std::string_view subtype = names.substr(slash + 1);
  if (type.find_first_not_of(digits_and_letters) != std::string_view::npos) return false;
  if (type.find_first_not_of("0123456789") != 0 || subtype.empty()) return false;
  return std::all_of(subtype.begin(), subtype.end(), [](char octet) {
    return std::string_view{"!#$&^_.+-"}.find(octet) != std::string_view::npos ||
           digits_and_letters.find(octet) != std::string_view::npos;
  });
}

}  // namespace

const char* guess_type(std::string_view file_name) {
  std::string extension = std::filesystem::path{file_name}.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char octet) { return static_cast<char>(std::tolower(octet)); });
  for (const auto& [known, type] : types) {
    if (known == extension) return type;
  }
  return "application/octet-stream";
}

NamedFile read_named_file(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || !is_media_type(std::string_view{text}.substr(colon + 1))) {
    return {.path = text, .type = {}};
  }
  return {.path = text.substr(0, colon), .type = text.substr(colon + 1)};
}

}  // namespace postino::demo
