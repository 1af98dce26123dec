#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "property/rule_set_generator.hpp"
#include "property/vocabulary.hpp"
#include "values/time.hpp"

namespace eligo::property {

/// A random profile as JSON: facts absent, null, refused, and values on and beside the rule set's
/// literals. `complete` leaves nothing out.
[[nodiscard]] Json generate_profile(Random& random, const Vocabulary& vocabulary, bool complete = false);

/// A value that the fact takes, holes in lists left out.
[[nodiscard]] Json fact_value(Random& random, const Vocabulary& vocabulary, const FactSpec& fact);

/// The same for one scalar, a list's element or a record's field.
[[nodiscard]] Json scalar_value(Random& random, const Vocabulary& vocabulary, const Name& name);

/// Puts a fact at its dotted name.
void put_fact(Json& profile, const std::string& name, Json value);
/// The fact, or null where it is absent.
[[nodiscard]] const Json* find_fact(const Json& profile, const std::string& name);

/// An instant about which the rule set has something to say.
[[nodiscard]] values::Nanoseconds generate_instant(Random& random, const Vocabulary& vocabulary);

}  // namespace eligo::property
