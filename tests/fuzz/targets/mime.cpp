// SPDX-License-Identifier: MIT
// A mail of several parts, read back: each part, its octets and what it is called.
#include <deque>

#include "fuzz/support/fuzz.hpp"
#include "fuzz/support/mime_reader.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

constexpr std::string_view types[] = {"application/octet-stream", "text/csv",
                                      "text/plain; charset=utf-8", "message/rfc822", "image/png"};

/// Keeps all that a mail views.
class Model {
 public:
  explicit Model(Input& input) {
    for (auto count = input.ConsumeIntegralInRange(0, 3); count != 0; --count) {
      inlines_.push_back(part(input));
      inlines_.back().content_id = "a@b";
    }
    for (auto count = input.ConsumeIntegralInRange(0, 3); count != 0; --count) {
      attachments_.push_back(part(input));
    }
    text_ = input.ConsumeRandomLengthString(1000);
    html_ = input.ConsumeRandomLengthString(1000);
    content.html = html_;
    content.inlines = inlines_;
    content.attachments = attachments_;
    mail.text = text_;
  }

  Mail mail{.from = {"node7@plant.example"},
            .to = "ops@plant.example",
            .message_id = {.seed = 0x9e3779b97f4a7c15, .domain = {}}};
  MimeContent content{};

  /// The parts in the order of the mail, and what their octets are.
  void check(const Entity& read) const {
    const std::vector<const Entity*> leaves = read.leaves();
    std::size_t at = 0;
    const bool multipart = leaves.size() > 1;
    if (!text_.empty() || html_.empty())
      check_text(*leaves.at(at++), text_, "text/plain", multipart);
    if (!html_.empty()) check_text(*leaves.at(at++), html_, "text/html", multipart);
    std::size_t file = 0;
    for (const auto* list : {&inlines_, &attachments_}) {
      for (const Attachment& one : *list) check_file(*leaves.at(at++), one, files_.at(file++));
    }
    EXPECT_EQ(at, leaves.size());
  }

 private:
  struct File {
    std::string name;
    std::string octets;
  };

  Attachment part(Input& input) {
    const File& file = files_.emplace_back(
        File{input.ConsumeRandomLengthString(200), input.ConsumeRandomLengthString(1000)});
    Attachment one{.name = file.name,
                   .type = types[input.ConsumeIntegralInRange<std::size_t>(0, 4)]};
    if (!input.ConsumeBool()) {
      one.content = file.octets;
      return one;
    }
    TextSource& source = sources_.emplace_back(file.octets);
    source.piece = input.ConsumeIntegralInRange<std::size_t>(1, 100);
    source.hesitates = input.ConsumeBool();
    one.content = source;
    return one;
  }

  static void check_text(const Entity& read, std::string_view text, std::string_view type,
                         bool multipart) {
    EXPECT_EQ(read.type.main, type);
    std::string expected = as_lines(text);
    const bool ends = text.ends_with('\r') || text.ends_with('\n');
    if (multipart && !ends && !text.empty()) expected.resize(expected.size() - 2);
    std::string body = read.body;
    if (!multipart && read.header("Content-Transfer-Encoding") == "base64" && !ends) body += "\r\n";
    // The text is alone and quoted: what the reader takes off belongs to it.
    if (!multipart && read.header("Content-Transfer-Encoding") == "quoted-printable")
      body = as_lines(body);
    EXPECT_EQ(body, expected);
  }

  static void check_file(const Entity& read, const Attachment& one, const File& file) {
    EXPECT_EQ(read.body, file.octets);
    const Value disposition = value_of(read.header("Content-Disposition"));
    const auto named = disposition.parameters.find("filename");
    EXPECT_EQ(named == disposition.parameters.end() ? "" : named->second, file.name);
    EXPECT_EQ(read.header("Content-ID"), one.content_id.empty() ? "" : "<a@b>");
  }

  std::deque<File> files_;
  std::deque<TextSource> sources_;
  std::vector<Attachment> inlines_;
  std::vector<Attachment> attachments_;
  std::string text_;
  std::string html_;
};

}  // namespace

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  const auto room = input.ConsumeIntegralInRange<std::size_t>(16, 300);
  const ContentRules rules{
      .eight_bit = input.ConsumeBool(), .utf8 = input.ConsumeBool(), .size = true};
  const Model model{input};
  const MimeComposer composer{model.content};
  if (composer.check(model.mail).fault != Fault::None) return;
  const Composed composed = compose(composer, model.mail, rules, room);
  EXPECT_EQ(composed.last, Transfer::end());
  const std::string mail = unstuffed(composed.octets);
  if (composed.facts.size != ContentFacts::unknown_size)
    EXPECT_EQ(composed.facts.size, mail.size());
  model.check(read_mime(mail));
}

}  // namespace postino::test
