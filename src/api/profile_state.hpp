#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <eligo/profile.hpp>

#include "api/content.hpp"
#include "profiles/batch.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"
#include "values/scalar_cell.hpp"
#include "values/scratch_memory.hpp"

namespace eligo {

/// One row: scalars in cells, lists in columns. Views are refreshed whenever a fact is set, so that
/// evaluating only reads.
struct Profile::State {
  explicit State(std::shared_ptr<const api::Content> rules);
  /// Takes over the only row of a batch.
  State(std::shared_ptr<const api::Content> rules, profiles::Batch&& batch);
  State(const State& other);
  State& operator=(const State&) = delete;

  /// Where the fact of a handle stands; std::invalid_argument where the rule set has no such fact.
  [[nodiscard]] std::uint32_t place(const Fact& fact) const {
    const std::uint32_t index = fact.index_;
    if (index < cells.size() && cells[index].fingerprint == fact.fingerprint_) [[likely]]
      return index;
    return content->look_up(fact);
  }

  /// Puts a value in place of the fact's, or the cause where it is refused. A value of another type is
  /// std::invalid_argument, and nothing is changed.
  template <typename Value>
  void put(std::uint32_t fact, const Value& value);
  template <typename Element>
  void put_list(std::uint32_t fact, const List<Element>& values);
  void put_text(std::uint32_t fact, std::string_view value);
  void put_texts(std::uint32_t fact, const List<std::string_view>& values);
  void put_unknown(std::uint32_t fact, values::Cause cause);
  /// Says what is wrong where the text is no JSON; then nothing is changed.
  [[nodiscard]] std::optional<Diagnostic> put_json(std::uint32_t fact, std::string_view json);
  void put_value(std::uint32_t fact, const Value& value);
  void put_subject(std::string_view text, std::string_view json);
  /// Which alternative of a Value's content the fact's values are.
  [[nodiscard]] std::size_t alternative(std::uint32_t fact) const;
  [[nodiscard]] bool is_missing(std::uint32_t fact) const;
  [[nodiscard]] Value value_of(std::uint32_t fact) const;
  /// Has `fill` append the only row of the fact's column. Where memory runs out, the fact is missing.
  template <typename Fill>
  void replace(std::uint32_t fact, const Fill& fill);
  template <typename Value>
  void require_type(std::uint32_t fact) const;
  template <typename Value>
  void require_list_of(std::uint32_t fact) const;
  [[noreturn]] void refuse_type(std::uint32_t fact) const;
  [[nodiscard]] bool is_scalar(std::uint32_t fact) const;
  /// Leaves in the cell what a column has where nothing is known: kernels look at that, too.
  void forget(std::uint32_t fact);
  /// Makes every fact missing.
  void forget_all();
  /// Views and cells, as the columns say.
  void read_columns();
  void read_column(std::uint32_t fact);

  std::shared_ptr<const api::Content> content;
  std::string subject;
  std::string subject_json;  ///< as decisions echo it; empty for none
  std::vector<values::Column> columns;
  std::vector<values::View> views;
  /// Where the views of scalar facts point; a fact's column only says why its value is not known.
  using Cell = values::ScalarCell;
  std::vector<Cell> cells;
  bool refusals = false;  ///< a value may have been refused since the profile was made or cleared
  /// The bytes of strings. Those set by a program are the profile's own and used again; those read from
  /// JSON never change, and copies share them.
  std::vector<std::string> texts;
  std::vector<std::shared_ptr<const values::ByteArena>> read_texts;
};

template <typename Fill>
void Profile::State::replace(std::uint32_t fact, const Fill& fill) {
  values::Column& column = columns[fact];
  try {
    column.clear();
    fill(column);
    read_column(fact);
  } catch (...) {
    column.clear();
    column.append_unknown(values::Cause::absent);
    read_column(fact);
    throw;
  }
}

template <typename Value>
void Profile::State::require_type(std::uint32_t fact) const {
  if (!profiles::accepts<Value>(columns[fact].type().kind)) [[unlikely]]
    refuse_type(fact);
}

template <typename Value>
void Profile::State::require_list_of(std::uint32_t fact) const {
  const values::Column& column = columns[fact];
  if (column.type().kind != values::Kind::list || !profiles::accepts<Value>(column.child().type().kind))
    refuse_type(fact);
}

template <typename Value>
void Profile::State::put(std::uint32_t fact, const Value& value) {
  require_type<Value>(fact);
  const values::Cause refused = content->scalar_rules[fact].append_value(value, cells[fact]);
  if (refused != values::Cause::none) [[unlikely]]
    put_unknown(fact, refused);
}

template <typename Element>
void Profile::State::put_list(std::uint32_t fact, const List<Element>& values) {
  require_list_of<Element>(fact);
  replace(fact, [&](values::Column& column) {
    for (std::size_t at = 0; at < values.size; ++at) {
      const Element value = values.at(values.range, at);
      const values::Cause refused = content->scalar_rules[fact].append_value(value, column.child());
      if (refused == values::Cause::none) continue;
      refusals = true;
      column.child().append_unknown(refused);
    }
    column.append_list();
  });
}

}  // namespace eligo
