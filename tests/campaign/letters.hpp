// SPDX-License-Identifier: MIT
/// The messages of a scenario: no two are the same, in octets, size, sender or recipients.
#pragma once

#include <deque>
#include <list>
#include <string>
#include <vector>

#include "campaign/factors.hpp"
#include "campaign/letter_source.hpp"
#include "postino/composer.hpp"
#include "postino/extension.hpp"
#include "postino/mail.hpp"
#include "postino/mime.hpp"

namespace postino::test {

/// One message.
struct Letter {
  Mail mail{};
  const Composer* composer = &raw_mail;
  std::string octets{};  ///< Of raw_mail: what the server has to get. Else empty.
  /// Its envelope, apart from what the library makes of `mail`.
  std::string from{};
  std::vector<std::string> to{};
};

/// One that keeps what the server said of it; for Server::extensions.
[[nodiscard]] const Extension& kept_by_letters();

/// All of a scenario, and what they borrow.
class Letters {
 public:
  /// `faulty` of them, in each of which the fault may strike, and three further ones: the first and
  /// the third go as the row has it, the second one otherwise, from or to others.
  Letters(const Row& row, std::size_t faulty);
  Letters(const Letters&) = delete;
  Letters& operator=(const Letters&) = delete;

  [[nodiscard]] const std::vector<Letter>& all() const { return all_; }

 private:
  enum class Body { View, Source, Unknown };

  void write(std::size_t number, bool otherwise, bool last);
  void address(Letter& letter, std::size_t number, bool otherwise);
  void compose(Letter& letter, std::size_t number, bool otherwise);
  void attach(Letter& letter, std::size_t number, Body body);
  [[nodiscard]] Body body_of(bool otherwise) const;
  [[nodiscard]] const Composer* composer_of(bool otherwise) const;
  const std::string& keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  Source& source(const std::string& octets, Body body) {
    return sources_.emplace_back(octets, body == Body::Source);
  }

  Row row_;
  std::vector<Letter> all_;
  std::deque<std::string> texts_;
  std::list<LetterSource> sources_;
  std::list<std::vector<Recipient>> recipients_;
  std::list<Attachment> attachments_;
  std::list<MimeComposer> composers_;
  std::list<std::vector<const Parameters*>> parameters_;
};

}  // namespace postino::test
