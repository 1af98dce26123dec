#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>

#include "profiles/column_mapping.hpp"

namespace eligo::authoring {

/// Reads a mapping of columns (`rules/schema/columns.schema.json`). Nothing, and diagnostics, where it cannot
/// be read or something in it is wrong. Zones are looked up in the database, which the mapping keeps.
[[nodiscard]] std::optional<profiles::ColumnMapping> read_mapping(
    const std::filesystem::path& path, std::shared_ptr<const values::ZoneDatabase> zones,
    std::vector<Diagnostic>& diagnostics);

/// What is wrong with the name of a zone, for people; nothing, and `zone`, where it is one.
[[nodiscard]] std::string find_zone(const values::ZoneDatabase& zones, const std::string& name,
                                    std::optional<values::Zone>& zone);

/// The byte that separates cells: one byte, or `tab`. Nothing for any other text, and for a quote or line
/// end.
[[nodiscard]] std::optional<char> separator_of(std::string_view text);

}  // namespace eligo::authoring
