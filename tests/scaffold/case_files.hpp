#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::test {

/// A path below tests/.
[[nodiscard]] std::filesystem::path in_tests(std::string_view path);

/// The files of a folder with this extension (`.json`), sorted.
[[nodiscard]] std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                                          std::string_view extension);

/// The names of those files, without the extension.
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder,
                                                std::string_view extension);

/// What a file holds; nothing where there is none.
[[nodiscard]] std::string file_text(const std::filesystem::path& path);

/// Expects that what is said is what the file tells. With ELIGO_UPDATE_GOLDEN=1 in the environment the file
/// is written first.
void expect_golden(const std::string& said, const std::filesystem::path& told);

/// The name of a test about a file: its stem, `_` for what is no letter or digit.
[[nodiscard]] std::string test_name(const std::filesystem::path& path);

}  // namespace eligo::test
