// SPDX-License-Identifier: MIT
/// What may not happen, whatever a server says.
///
/// No false acceptance that a client could know of: a message is Accepted only if MAIL and a RCPT
/// of it were each answered 2yz, its content was said from the first to the last octet of it and
/// then its end, and the reply to that end is a 2yz. The n-th reply of a connection is that to its
/// n-th command (the greeting to none, LMTP's replies to an end as many as recipients were
/// accepted); it counts if it has the form of RFC 5321 4.2, all before it have, all of it reached
/// the client, and nothing of it had come to where the client could read it when the last octet of
/// its command was handed over. A recipient is Accepted only if such a 2yz answered its RCPT, and
/// over LMTP a further one the end. Before MAIL the login has to be answered 235, and before
/// content DATA by 354. What the server did with it all counts for nothing: it may lie.
#pragma once

#include <string_view>

#include "model/script.hpp"
#include "model/truth.hpp"
#include "postino/report.hpp"
#include "postino/trace.hpp"

namespace postino::model {

/// What is wrong with a message sent to a liar; nullptr: nothing.
[[nodiscard]] const char* check_safety(const Script& script, const Truth& truth,
                                       std::uint8_t message, const Report& report);

/// Whether a text tells what only the two ends may know.
[[nodiscard]] bool tells_secret(std::string_view text, LoginBy by);

/// Reads along.
class Onlooker final : public TraceSink {
 public:
  void begin(LoginBy by) {
    by_ = by;
    saw_secret_ = false;
  }
  void line(Direction, std::string_view text) override {
    saw_secret_ = saw_secret_ || tells_secret(text, by_);
  }
  [[nodiscard]] bool saw_secret() const { return saw_secret_; }

 private:
  LoginBy by_ = LoginBy::None;
  bool saw_secret_ = false;
};

}  // namespace postino::model
