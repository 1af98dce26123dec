#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace eligo::values {

/// A regular expression in RE2's syntax, compiled: it takes at most 8 MB of memory, and is silent. Immutable;
/// safe to use from many threads at once.
class Pattern {
 public:
  explicit Pattern(std::string_view text);
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;
  ~Pattern();

  /// What is wrong with it; empty where it can be used.
  [[nodiscard]] std::string mistake() const;
  [[nodiscard]] const std::string& text() const;
  /// Whether a text holds a match of it.
  [[nodiscard]] bool is_found_in(std::string_view text) const;
  /// How many instructions it has, at least 1: what one byte of a text takes at most.
  [[nodiscard]] std::size_t instruction_count() const;

 private:
  std::unique_ptr<const re2::RE2> compiled_;  // null where the pattern is too long to be compiled
};

}  // namespace eligo::values
