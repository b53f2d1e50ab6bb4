// SPDX-License-Identifier: MIT
#include "asked.hpp"

namespace postino::demo {

Asked::Asked(const ExtensionOptions& options, const Transport& transport) {
  if (options.chunking != ChunkingMode::Off) {
    const bool eager = options.chunking == ChunkingMode::Eager;
    named_.push_back(eager ? &extension::eager_chunking : &extension::chunking);
    if (options.binary) named_.push_back(&extension::binary_mime);
  }
  if (options.dsn()) {
    ask(dsn_.emplace(DsnRequest{.returned = options.returned,
                                .envelope_id = options.envelope_id,
                                .notify = options.notify,
                                .recipients = {}}));
  }
  if (options.require_tls) ask(require_tls_.emplace(transport));
  if (options.mt_priority) {
    ask(mt_priority_.emplace(static_cast<std::int8_t>(*options.mt_priority)));
  }
  if (options.deadline.seconds != 0) ask(deliver_within_.emplace(deliver_by_, options.deadline));
  if (options.hold_for != 0) ask(hold_for_.emplace(future_release_, options.hold_for));
  if (options.hold_until_unix != 0) {
    ask(hold_until_.emplace(future_release_, options.hold_until_unix));
  }
}

void Asked::ask(const Parameters& parameters) {
  named_.push_back(&parameters.extension());
  parameters_.push_back(&parameters);
}

}  // namespace postino::demo
