// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.4 and 4.5.2; RFC 3030 2; RFC 2033 4.2 and 4.3.
#include <algorithm>
#include <cstring>

#include "model/built.hpp"
#include "model/corpus.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

constexpr std::string_view end_mark = "\r\n.\r\n";

/// Behind the first end of `text` that does not lie before `from`; 0: there is none.
std::size_t end_in(std::string_view text, std::size_t from) {
  if (text.substr(0, 3) == ".\r\n") return 3;
  from -= std::min(from, end_mark.size() - 1);
  const std::size_t at = text.find(end_mark, from);
  return at == std::string_view::npos ? 0 : at + end_mark.size();
}

/// Quoted-printable back into octets; `into` may be where the text is.
std::size_t decode_quoted(std::string_view text, char* into) {
  const auto value = [](char digit) {
    return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'A' + 10);
  };
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=' || i + 2 >= text.size()) {
      into[size++] = text[i];
      continue;
    }
    if (text[i + 1] != '\r')
      into[size++] = static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
    i += 2;
  }
  return size;
}

}  // namespace

std::size_t Server::hear_content(std::string_view octets) {
  if (content_size_ + octets.size() > content_room) {
    truth_->fail("content without an end");
    return octets.size();
  }
  const std::size_t before = content_size_;
  std::memcpy(content_ + before, octets.data(), octets.size());
  const std::size_t end = end_in({content_, before + octets.size()}, before);
  if (end == 0) {
    content_size_ += octets.size();
    early(content_size_);
    return octets.size();
  }
  content_size_ = end;
  mode_ = Mode::Command;
  end_of_message(false);
  return end - before;
}

std::size_t Server::hear_chunk(std::string_view octets) {
  const std::size_t count = std::min<std::size_t>(octets.size(), chunk_left_);
  if (content_size_ + count <= content_room) {
    std::memcpy(content_ + content_size_, octets.data(), count);
    content_size_ += count;
  } else {
    truth_->fail("content without an end");
  }
  chunk_left_ -= static_cast<std::uint32_t>(count);
  if (chunk_left_ != 0) {
    early(content_size_);
  } else {
    end_of_chunk();
  }
  return count;
}

void Server::end_of_chunk() {
  mode_ = Mode::Command;
  if (last_chunk_) return end_of_message(true);
  const bool takes = in_mail_ && accepted_ != 0 && !broken_;
  const std::uint16_t code = reply(last_, Phase::Chunk, chunks_++, takes ? 250 : 503);
  broken_ = broken_ || code >= 400;
}

/// The dot or the last chunk is here.
void Server::end_of_message(bool in_chunks) {
  if (truth_->fate[last_].end_out) truth_->fail("the end of a message twice");
  truth_->fate[last_].end_out = true;
  if (!in_chunks) unstuff();
  if (lying_) truth_->fate[last_].whole = difference() == nullptr;
  const bool takes = in_mail_ && accepted_ != 0 && !broken_;
  const std::uint16_t usual = takes ? 250 : in_chunks ? 503 : 554;
  if (script_->settings.lmtp) return end_for_each(in_chunks, usual);
  const bool listens = !lost_;
  const std::uint16_t code = reply(last_, Phase::EndOfData, 0, usual);
  if (code < 400 && listens && !lying_) take(accepted_);
  if (code < 400 || !in_chunks) return end_transaction();
  broken_ = true;
}

/// LMTP: a reply for each recipient that was accepted.
void Server::end_for_each(bool in_chunks, std::uint16_t usual) {
  if (lying_) note(last_, Phase::EndOfData, 0);
  std::uint8_t taken = 0;
  bool refused = false;
  for (std::uint8_t i = 0; i < max_recipients; ++i) {
    if (((unsigned{accepted_} >> i) & 1U) == 0 || lost_) continue;
    if (reply(last_, Phase::EndOfData, i, usual) < 400) {
      taken = static_cast<std::uint8_t>(unsigned{taken} | 1U << i);
    } else {
      refused = true;
    }
  }
  if (taken != 0 && !lying_) take(taken);
  if (!in_chunks || !refused) return end_transaction();
  // RFC 2033 4.3: some of the replies may be positive, so the transaction is over.
  if (taken != 0) return end_transaction();
  broken_ = true;
}

/// The responsibility for the message is the server's.
void Server::take(std::uint8_t recipients) {
  Fate& fate = truth_->fate[last_];
  if (++fate.taken > 1) truth_->fail("taken twice");
  fate.taken_for = recipients;
  if (const char* const what = difference(); what != nullptr) truth_->fail(what);
}

/// What is wrong with the content; nullptr: nothing.
const char* Server::difference() {
  const Content& content = script_->message[last_].content;
  std::string_view got{content_, content_size_};
  std::string_view expected = expected_content(script_->message[last_], last_, rules());
  // Where quoted-printable codes a blank depends on how its Source brings the text.
  if (content.composing == Composing::Text && content.source) {
    const std::size_t headers = expected.find("\r\n\r\n") + 4;
    if (got.substr(0, headers) != expected.substr(0, headers)) {
      return "the headers differ";
    }
    got = {content_, headers + decode_quoted({content_ + headers, content_size_ - headers},
                                             content_ + headers)};
    got.remove_prefix(headers);
    expected = normal_text(content.sort, last_, content.size);
  }
  return got != expected ? "the content differs" : nullptr;
}

void Server::unstuff() {
  char* out = content_;
  const char* const end = content_ + content_size_ - 3;  // the dot and its CRLF
  bool at_begin = true;
  for (const char* in = content_; in != end; ++in) {
    if (at_begin && *in == '.') {
      at_begin = false;
      continue;
    }
    at_begin = *in == '\n';
    *out++ = *in;
  }
  content_size_ = static_cast<std::size_t>(out - content_);
}

ContentRules Server::rules() const {
  const Extending extending = script_->settings.extending;
  const Offer& offer = offer_;
  const bool named = extending == Extending::Binary || extending == Extending::EagerBinary;
  ContentRules rules{};
  rules.eight_bit = extended_ && offer.eight_bit;
  rules.binary = extended_ && named && offer.binary && offer.chunking;
  return rules;
}

}  // namespace postino::model
