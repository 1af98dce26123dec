#include "scaffold/checked_text.hpp"

#include <stdexcept>
#include <utility>

#include "check/rule_set_checker.hpp"
#include "document/reader.hpp"

namespace eligo::test {

check::CheckedRuleSet CheckedText::accepted() && {
  if (!rules) throw std::runtime_error(render(diagnostics));
  return *std::move(rules);
}

CheckedText check_text(const std::string& text, const std::optional<std::filesystem::path>& folder) {
  CheckedText checked;
  checked.document = document::read_text(text, "test.json", folder, checked.diagnostics);
  if (checked.document) checked.rules = check::check(*checked.document, checked.diagnostics);
  return checked;
}

CheckedText check_file(const std::filesystem::path& path, const Limits& limits,
                       std::shared_ptr<const values::ZoneDatabase> zones) {
  CheckedText checked;
  checked.document = document::read_file(path, checked.diagnostics, limits);
  if (checked.document)
    checked.rules = check::check(*checked.document, checked.diagnostics, std::move(zones));
  return checked;
}

std::string rule_set_text(const std::string& members, const std::vector<std::string>& conditions) {
  std::string text = R"({"format": 1, "id": "sample", "version": "1", )" + members + R"(, "rules": [)";
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (i != 0) text += ", ";
    text += R"({"id": "r)" + std::to_string(i) +
            R"(", "category": "c", "effect": "hide", "reason": "R", "when": ")" + conditions[i] + "\"}";
  }
  return text + "]}";
}

}  // namespace eligo::test
