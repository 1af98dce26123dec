#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "evaluate/evaluation.hpp"
#include "output/packer.hpp"

namespace eligo::tool {

/// How records are written to a file.
struct OutputForm {
  evaluate::DecisionFormat format = evaluate::DecisionFormat::ndjson;
  output::Packing packing = output::Packing::none;
  std::size_t ending = 0;  ///< how long the part of the name is that says so: `.csv.gz`
};

/// The form: as asked for, else as the name of the file promises (`.csv`, `.ndjson.gz`), else NDJSON.
/// Nothing, with a message, where the name promises another form than was asked for, or one that records are
/// not written in: whoever reads the file would go by its name.
[[nodiscard]] std::optional<OutputForm> output_form(const std::string& option,
                                                    std::optional<evaluate::DecisionFormat> asked,
                                                    const std::string& file);

}  // namespace eligo::tool
