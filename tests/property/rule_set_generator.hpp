#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "property/vocabulary.hpp"

namespace eligo::property {

using Json = nlohmann::ordered_json;

/// What a generated rule set is for.
enum class Theme : std::uint8_t {
  everything,  ///< every part of the format and of the language
  time,        ///< windows and comparisons of instants and durations
  calendar,    ///< calendar functions of now as well
};

struct GeneratedRuleSet {
  Json document;
  Vocabulary vocabulary;  ///< for the profiles
};

/// A random rule-set document. Nearly all of them are valid.
[[nodiscard]] GeneratedRuleSet generate_rule_set(Random& random, Theme theme);

}  // namespace eligo::property
