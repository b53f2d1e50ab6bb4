// SPDX-License-Identifier: MIT
#include "print.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "names.hpp"

namespace postino::demo {
namespace {

using Json = nlohmann::ordered_json;

/// As it is where it is UTF-8, else with \xNN for what is not ASCII.
Json text_of(const std::string& text) {
  try {
    static_cast<void>(Json(text).dump());
    return text;
  } catch (const Json::type_error&) {
    return printable(text);
  }
}

Json to_json(const std::string& address, const RecipientReport& report) {
  return {{"address", text_of(address)},
          {"outcome", kebab(name(report.outcome))},
          {"code", report.code},
          {"enhanced", to_text(report.enhanced)}};
}

const char* to_text(Protection protection) {
  switch (protection) {
    case Protection::Verified:
      return "verified";
    case Protection::DatesUnchecked:
      return "dates-unchecked";
    case Protection::Unverified:
      return "unverified";
    case Protection::None:
      break;
  }
  return "none";
}

}  // namespace

std::string to_json(const Result& result, bool with_tls) {
  Json recipients = Json::array();
  for (std::size_t index = 0; index < result.recipients.size(); ++index) {
    recipients.push_back(to_json(result.addresses[index], result.recipients[index]));
  }
  Json line = {{"outcome", kebab(name(result.outcome))},
               {"phase", kebab(name(result.error.phase))},
               {"fault", kebab(name(result.error.fault))},
               {"code", result.error.code},
               {"enhanced", to_text(result.error.enhanced)},
               {"text", text_of(result.text)},
               {"mechanism", text_of(result.mechanism)},
               {"recipients", std::move(recipients)},
               {"mails", result.mails},
               {"accepted", result.accepted}};
  if (with_tls) {
    line["protection"] = to_text(result.protection);
    line["resumed"] = result.resumed;
  }
  return line.dump();
}

std::string to_line(const Result& result) {
  std::string text = result.text;
  std::replace(text.begin(), text.end(), '\n', '/');
  return "accepted: " + std::to_string(result.accepted) + " of " + std::to_string(result.mails) +
         (result.mails == 1 ? " mail: " : " mails: ") + std::to_string(result.error.code) + " " +
         printable(text);
}

}  // namespace postino::demo
