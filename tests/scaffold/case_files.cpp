#include "scaffold/case_files.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace eligo::test {

namespace fs = std::filesystem;

fs::path in_tests(std::string_view path) { return fs::path(ELIGO_SOURCE_DIR) / "tests" / path; }

std::vector<fs::path> files_in(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

std::vector<std::string> names_in(const fs::path& folder, std::string_view extension) {
  std::vector<std::string> names;
  for (const auto& path : files_in(folder, extension)) names.push_back(path.stem());
  return names;
}

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_golden(const std::string& said, const fs::path& told) {
  if (std::getenv("ELIGO_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(told.parent_path());
    std::ofstream(told, std::ios::binary) << said;
  }
  EXPECT_EQ(said, file_text(told));
}

std::string test_name(const fs::path& path) {
  std::string name = path.stem().string();
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

}  // namespace eligo::test
