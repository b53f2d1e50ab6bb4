// SPDX-License-Identifier: MIT
// What a Source brings lies at the tail of the packet that it is written to the front of: texts of
// which every octet grows, in packets of every size.
#include <gtest/gtest.h>

#include <string>

#include "postino/config.hpp"
#include "support/text_source.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

TEST(SourceBody, ItsFrontNeverCatchesUpWithItsTail) {
  const std::string full(config::max_line_size, 'x');
  const std::string ends(90, '\n');
  std::string dots;
  for (int i = 0; i < 60; ++i) dots += ".\n";
  for (const std::string& text : {ends, dots, full + ends, full + "." + ends, full + "x" + ends,
                                  full + full + "\r" + dots, "\r" + ends, std::string(90, '\r')}) {
    for (const Composer* const composer :
         {static_cast<const Composer*>(&raw_mail), static_cast<const Composer*>(&plain_text)}) {
      Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = View{text}};
      for (std::size_t room = Composer::min_room; room < 80; ++room) {
        mail.text = View{text};
        const Composed viewed = compose(*composer, mail, {}, room);
        TextSource source{text};
        mail.text = source;
        const Composed pulled = compose(*composer, mail, {}, room);
        ASSERT_EQ(pulled.octets, viewed.octets) << "in packets of " << room;
      }
    }
  }
}

}  // namespace
}  // namespace postino::test
