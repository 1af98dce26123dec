#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace eligo::api {

/// What tells that a file is another or was written to, without reading it. All zero where there is none.
struct FileSignature {
  std::filesystem::path path;
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::int64_t size = 0;
  std::int64_t written = 0;  ///< nanoseconds since 1970; so is the next
  std::int64_t changed = 0;  ///< of content, owner or mode: not to be set back

  friend bool operator==(const FileSignature&, const FileSignature&) = default;
};

/// Of each file, following links.
[[nodiscard]] std::vector<FileSignature> signatures(const std::vector<std::filesystem::path>& files);

}  // namespace eligo::api
