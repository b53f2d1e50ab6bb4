// SPDX-License-Identifier: MIT
// What the client heard, as far as it decides what may be said next.
#include <algorithm>

#include "campaign/grammar.hpp"

namespace postino::test {
namespace {

std::string upper(std::string text) {
  for (char& octet : text) {
    if (octet >= 'a' && octet <= 'z') octet = static_cast<char>(octet - 'a' + 'A');
  }
  return text;
}

}  // namespace

/// Whether that code can answer that command.
bool ClientGrammar::is_answer(Verb verb, int code) {
  if (code >= 400) return true;
  if (verb == Verb::Ehlo || verb == Verb::Lhlo || verb == Verb::Helo) return code == 250;
  if (verb == Verb::Data) return code == 354;
  if (verb == Verb::Auth || verb == Verb::Answer) return code == 235 || code == 334;
  return code / 100 == 2;
}

void ClientGrammar::heard(const HeardReply& reply) {
  if (derailed_) return;
  if (awaited_.empty()) {
    over_ = true;  // nobody asked; all that may follow is the end
    return;
  }
  const Verb verb = awaited_.front();
  awaited_.pop_front();
  const int first = reply.code / 100;
  if (reply.code == 421) over_ = true;
  derailed_ = !is_answer(verb, reply.code);
  over_ = over_ || derailed_;
  switch (verb) {
    case Verb::Greeting:
      greeted_ = reply.code == 220;
      break;
    case Verb::Ehlo:
    case Verb::Lhlo:
    case Verb::Helo:
      introduced_ = first == 2;
      if (!introduced_ || verb == Verb::Helo) break;
      for (const std::string& line : reply.lines) {
        offers_.insert(upper(line.substr(0, line.find_first_of(" \t="))));
      }
      break;
    case Verb::StartTls:
      securing_ = true;
      break;
    case Verb::Auth:
    case Verb::Answer:
      authenticated_ = reply.code == 235;
      if (reply.code == 334) state_ = State::Answer;
      break;
    case Verb::Rcpt:
      if (first == 2) ++recipients_;
      if (first > 3 && recipients_ == 0 && !awaited_.empty() &&
          awaited_.front() == Verb::LastBdat) {
        ends_.back().real = false;
      }
      break;
    case Verb::Bdat:
      if (first > 3 && !ends_.empty() && !ends_.back().whole && ends_.back().chunk_code == 0) {
        ends_.back().chunk_code = reply.code;
      }
      break;
    case Verb::Mail:
      recipients_ = 0;
      none_begun_ = refused_ = first != 2;
      break;
    case Verb::Data:
      if (reply.code == 354) state_ = State::Text;
      if (reply.code != 354) in_mail_ = false;
      break;
    case Verb::End:
    case Verb::LastBdat:
      heard_end(verb, reply.code);
      break;
    default:
      break;
  }
  if (none_begun_ && awaited_.empty()) in_mail_ = none_begun_ = false;
}

void ClientGrammar::heard_end(Verb verb, int code) {
  SaidEnd& end = *std::ranges::find_if(
      ends_, [this](const SaidEnd& one) { return !one.whole && one.event >= connected_at_; });
  end.answered = true;
  end.whole = true;
  end.code = code;
  if (rules_.lmtp) heard_of_one(verb, end, code);
}

/// RFC 2033 4.2.
void ClientGrammar::heard_of_one(Verb verb, SaidEnd& end, int code) {
  end.replies.push_back(code);
  end.whole = end.replies.size() >= recipients_ || code == 421 || derailed_;
  if (!end.whole) awaited_.push_front(verb);
  const auto of_class = [&end](int digit) {
    return std::ranges::find(end.replies, digit, [](int one) { return one / 100; });
  };
  const bool complete = end.replies.size() >= recipients_;
  end.code = 0;
  for (const int digit : {2, 4, 5}) {
    const auto found = of_class(digit);
    if (end.code == 0 && found != end.replies.end() && (digit == 2 || complete)) end.code = *found;
  }
}

}  // namespace postino::test
