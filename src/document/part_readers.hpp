#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document/list_file.hpp"
#include "document/shape.hpp"

/// Readers of the parts of a rule set, each of the value that stands behind its key.
namespace eligo::document {

/// `facts`: dotted names, each with its type and what belongs to it.
[[nodiscard]] std::vector<WrittenFact> read_facts(const Shape& shape, const Located& value);

/// `params`: names with a scalar, or with an object of type and value.
[[nodiscard]] std::vector<WrittenParam> read_params(const Shape& shape, const Located& value);

/// A segment's `params`.
[[nodiscard]] std::vector<WrittenOverride> read_overrides(const Shape& shape, const Located& value);

/// `lists`, with the values of the files that they name.
[[nodiscard]] std::vector<WrittenList> read_lists(const Shape& shape, const Located& value,
                                                  const std::optional<ListFolder>& folder,
                                                  const Limits& limits);

/// A condition: an expression, or an object with `when`, `all`, `any` or `none`.
[[nodiscard]] std::optional<Condition> read_condition(const Shape& shape, const Located& value);

/// The words for what happens where a condition is unknown.
[[nodiscard]] std::span<const std::string_view> on_missing_choices() noexcept;

/// `definitions`, `segments`, `rules` and `alternatives`.
[[nodiscard]] std::vector<WrittenDefinition> read_definitions(const Shape& shape, const Located& value);
[[nodiscard]] std::vector<WrittenSegment> read_segments(const Shape& shape, const Located& value);
[[nodiscard]] std::vector<WrittenRule> read_rules(const Shape& shape, const Located& value);
[[nodiscard]] std::vector<WrittenAlternative> read_alternatives(const Shape& shape, const Located& value);

}  // namespace eligo::document
