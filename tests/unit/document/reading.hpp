#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/reader.hpp"

namespace eligo::document::test {

/// What came of reading a text.
struct Reading {
  std::optional<RuleSetDocument> document;
  std::vector<Diagnostic> diagnostics;

  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> found;
    for (const Diagnostic& diagnostic : diagnostics) found.push_back(diagnostic.code);
    return found;
  }
};

inline Reading read(std::string text, const std::optional<std::filesystem::path>& folder = {},
                    const Limits& limits = {}) {
  Reading reading;
  reading.document = read_text(std::move(text), "test.json", folder, reading.diagnostics, limits);
  return reading;
}

/// A rule set that is fine, with more top-level keys put in: `"params": {…}`.
inline std::string rule_set(std::string_view more = {}) {
  std::string text = R"({"format": 1, "id": "test", "version": "1",)";
  if (!more.empty()) text.append(more).append(",");
  return text + R"( "facts": {"a": {"type": "int"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "when": "a < 1", "reason": "R"}]})";
}

/// A folder of its own that goes away with this object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "eligo-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void write(const std::filesystem::path& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream file(path_ / name, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw std::runtime_error("cannot write " + name.string());
  }

 private:
  std::filesystem::path path_;
};

}  // namespace eligo::document::test
