#pragma once

#include <string>
#include <vector>

#include "authoring/comparison/samples.hpp"
#include "json/writer.hpp"

namespace eligo::authoring {

/// What the inputs of a run are called, and so how its profiles are told apart.
struct InputNames {
  std::vector<std::string> names;  ///< as messages show them

  /// Adds the members by which a profile is found again to the object that is open: `"id":…`, or where it has
  /// no subject `"line":…` (`"element":…` of a JSON array), `"file":…` before it where there are several.
  void write(json::Writer& json, const ProfileName& profile) const;
  /// For people: `line 17`, `line 17 of people.csv`.
  [[nodiscard]] std::string place(const ProfileName& profile) const;
  /// The subject, else the place: `u0000017`; `line 17`.
  [[nodiscard]] std::string text(const ProfileName& profile) const;
};

}  // namespace eligo::authoring
