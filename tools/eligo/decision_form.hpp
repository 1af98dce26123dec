#pragma once

#include <optional>
#include <string>

#include "evaluate/evaluation.hpp"

namespace eligo::tool {

/// The form of the decisions: as asked for, else as the name of the file promises (`.csv`), else NDJSON.
/// Nothing, with a message, where the name promises another form than was asked for, one that decisions are
/// not written in, or packed data: whoever reads the file would go by its name.
[[nodiscard]] std::optional<evaluate::DecisionFormat> decision_form(
    std::optional<evaluate::DecisionFormat> asked, const std::string& file);

}  // namespace eligo::tool
