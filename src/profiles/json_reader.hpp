#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "profiles/batch.hpp"

namespace eligo::profiles {

/// How strictly records are taken.
struct ReadOptions {
  /// Unknown keys, and values that a fact refuses, make the record an error.
  bool strict = false;
  std::size_t max_depth = 128;
};

/// Reads single JSON profiles into a batch. Keeps scratch memory: one a thread.
class JsonReader {
 public:
  JsonReader(const check::CheckedRuleSet& rules, const program::Program& program, ReadOptions options = {});
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  /// Appends one row for `text`, which holds one JSON object: a profile, or an error that says what is
  /// wrong with it. The text need not outlive the call.
  void read(std::string_view text, std::uint64_t line, Batch& batch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eligo::profiles
