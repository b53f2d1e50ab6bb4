// SPDX-License-Identifier: MIT
#include "postino/c/error.h"
#include "postino/error.hpp"

namespace postino::c {
namespace {

/// The name of enumerator `number`, of which `last` is the greatest.
template <class Enumeration>
postino_text name_of(unsigned number, Enumeration last) {
  if (number > static_cast<unsigned>(last)) return POSTINO_TEXT_INIT;
  const std::string_view found = name(static_cast<Enumeration>(number));
  return {found.data(), found.size()};
}

}  // namespace
}  // namespace postino::c

namespace face = postino::c;

postino_text postino_outcome_name(unsigned outcome) {
  return face::name_of(outcome, postino::Outcome::Unsafe);
}

postino_text postino_phase_name(unsigned phase) {
  return face::name_of(phase, postino::Phase::Quit);
}

postino_text postino_fault_name(unsigned fault) {
  switch (fault) {
    case POSTINO_FAULT_NULL_POINTER:
      return POSTINO_TEXT("NullPointer");
    case POSTINO_FAULT_STORAGE_TOO_SMALL:
      return POSTINO_TEXT("StorageTooSmall");
    case POSTINO_FAULT_INVALID_ENUMERATOR:
      return POSTINO_TEXT("InvalidEnumerator");
    case POSTINO_FAULT_NOT_IDLE:
      return POSTINO_TEXT("NotIdle");
    case POSTINO_FAULT_NOT_INITIALISED:
      return POSTINO_TEXT("NotInitialised");
    case POSTINO_FAULT_ALREADY_INITIALISED:
      return POSTINO_TEXT("AlreadyInitialised");
    default:
      return face::name_of(fault, postino::Fault::ServerNotAuthentic);
  }
}

postino_text postino_field_name(unsigned field) {
  return face::name_of(field, postino::Field::Lmtp);
}
