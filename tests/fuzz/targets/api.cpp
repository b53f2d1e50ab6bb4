// SPDX-License-Identifier: MIT
// Calls of the client in any order, and its const functions from within whatever it calls back.
#include "fuzz/support/conversation.hpp"

namespace postino::test {
namespace {

/// What may be asked at any time, and never changes anything.
void look(const Client& client) {
  const Millis at = client.poll_at();
  const bool idle = client.idle();
  const bool connected = client.connected();
  require(at == client.poll_at() && idle == client.idle() && connected == client.connected(),
          "a question changes nothing");
}

/// A source that asks the client while it is asked.
class CuriousSource final : public Source {
 public:
  CuriousSource(Source& inner, const Client& client) : inner_{&inner}, client_{&client} {}
  Transfer pull(std::span<char> into) override {
    look(*client_);
    return inner_->pull(into);
  }
  bool rewind() override {
    look(*client_);
    return inner_->rewind();
  }
  [[nodiscard]] std::uint32_t size() const override {
    look(*client_);
    return inner_->size();
  }

 private:
  Source* inner_;
  const Client* client_;
};

class Calls {
 public:
  explicit Calls(Input& input)
      : letters_{Letter{input, 0}, Letter{input, 1}},
        invalid_{.from = {"nobody"}, .to = "nobody"},
        conversation_{input, input.ConsumeBool() ? Security::None : Security::StartTls} {
    conversation_.trace.on_line = conversation_.on_wait = [this] { look(client()); };
    Text& text = letters_[0].mail().text;
    if (text.source() != nullptr) text = curious_;
  }

  void call(int number) {
    switch (number) {
      case 0:
        conversation_.start(letters_[next_]);
        next_ = 1 - next_;
        break;
      case 1:
        send_refused();
        break;
      case 2:
        client().quit();
        break;
      case 3:
        client().abort();
        require(!client().connected(), "abort() closes at once");
        break;
      case 4:
        conversation_.clock.advance(Millis{100000});
        break;
      case 5:
        conversation_.take_report();
        break;
      case 6:
        conversation_.send_blocking(letters_[next_]);
        break;
      default:
        conversation_.turn();
        break;
    }
    look(client());
  }

 private:
  Client& client() { return conversation_.client; }

  /// A mail with an invalid argument is reported at once, and is the only report.
  void send_refused() {
    const bool idle = client().idle();
    require(client().send(conversation_.server, invalid_) == idle, "reported when idle only");
    if (!idle) return;
    const Report* const report = client().take_report();
    require(report != nullptr && report->outcome == Outcome::InvalidArgument, "at once");
    require(client().take_report() == nullptr && client().idle(), "and once");
  }

  Letter letters_[2];
  Mail invalid_;
  Conversation conversation_;
  CuriousSource curious_{letters_[0].source(), conversation_.client};
  std::size_t next_ = 0;
};

}  // namespace

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  Calls calls{input};
  while (input.remaining_bytes() != 0) calls.call(input.ConsumeIntegralInRange(0, 15));
}

}  // namespace postino::test
