#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <eligo/profile.hpp>

#include "api/content.hpp"
#include "profiles/batch.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"

namespace eligo {

/// One row of columns. Views are refreshed whenever a fact is set, so that evaluating only reads.
struct Profile::State {
  explicit State(std::shared_ptr<const api::Content> rules);
  /// Takes over the only row of a batch.
  State(std::shared_ptr<const api::Content> rules, profiles::Batch&& batch);
  State(const State& other);
  State& operator=(const State&) = delete;

  /// Puts a value in place of the fact's, or the cause where it is refused.
  template <typename Value>
  void put(Fact fact, const Value& value);
  template <typename Value>
  void put_list(Fact fact, std::span<const Value> values);
  void put_unknown(std::uint32_t fact, values::Cause cause);
  /// std::invalid_argument for the handle of no fact.
  void require(Fact fact) const {
    if (fact.index() >= columns.size()) [[unlikely]]
      refuse_handle();
  }
  [[noreturn]] static void refuse_handle();
  [[noreturn]] void refuse_type(std::uint32_t fact) const;
  void refresh(std::uint32_t fact);
  void point_at_columns();

  std::shared_ptr<const api::Content> content;
  std::string subject;
  std::vector<values::Column> columns;
  std::vector<const values::Column*> pointers;
  std::vector<values::View> views;
  /// A scalar fact's value and known bit side by side, where its view points: deciding about one profile
  /// then reads a few lines of memory instead of two for each fact.
  struct Cell {
    alignas(16) std::array<std::byte, 16> value;
    std::uint64_t known;
  };
  std::vector<Cell> cells;
  bool refusals = false;  ///< a value may have been refused since the profile was made or cleared
  /// The bytes of strings. Those set by a program are the profile's own and used again; those read from
  /// JSON never change, and copies share them.
  std::vector<std::string> texts;
  std::vector<std::shared_ptr<const values::ByteArena>> read_texts;
};

}  // namespace eligo
