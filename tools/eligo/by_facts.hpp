#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <eligo/description.hpp>

#include <CLI/CLI.hpp>

namespace eligo::tool {

/// `--by FACTS`
void add_by(CLI::App& command, std::vector<std::string>& names, const std::string& description);

/// The facts that `--by` names, by their places among `known`; says what is wrong where one is none to count
/// by.
[[nodiscard]] bool find_facts(const std::vector<FactDescription>& known,
                              const std::vector<std::string>& names, std::vector<std::uint32_t>& facts);

}  // namespace eligo::tool
