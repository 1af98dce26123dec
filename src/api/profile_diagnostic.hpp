#pragma once

#include <string>
#include <utility>

#include <eligo/diagnostic.hpp>

#include "diagnostics/place.hpp"

namespace eligo::api {

/// A profile that cannot be read, as a diagnostic. It never quotes the profile's values.
inline Diagnostic profile_diagnostic(std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = diagnostics::code_text(diagnostics::Code::invalid_profile, Severity::error);
  diagnostic.message = std::move(message);
  diagnostic.file = "profile";
  return diagnostic;
}

}  // namespace eligo::api
