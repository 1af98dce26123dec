#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "profiles/schema.hpp"
#include "values/column.hpp"
#include "values/scalar_cell.hpp"
#include "values/scratch_memory.hpp"
#include "values/view.hpp"

namespace eligo::profiles {

/// What all profiles of a schema begin as where each is a row of its own.
struct RowForm {
  /// The schema outlives it.
  explicit RowForm(const Schema& profile_schema);

  const Schema* schema;
  std::vector<values::ScalarCell> cells;  ///< by fact; nothing is known
  std::vector<values::View> views;        ///< by fact; of scalars, but for where they point to
  std::vector<std::uint32_t> list_facts;  ///< ascending
};

/// One profile: scalars in cells side by side, lists in columns. Views of all facts stand ready, and see what
/// is put into cells; those of lists once `finish_lists` was called. The form outlives it.
class ProfileRow {
 public:
  explicit ProfileRow(const RowForm& form);
  /// Strings that were kept stay where they are, for both.
  ProfileRow(const ProfileRow& other);
  ProfileRow& operator=(const ProfileRow&) = delete;

  [[nodiscard]] std::span<const values::View> views() const { return views_; }
  [[nodiscard]] std::span<values::ScalarCell> cells() { return cells_; }
  [[nodiscard]] std::span<const values::ScalarCell> cells() const { return cells_; }
  /// Whether a value may have been refused since it was made or cleared.
  [[nodiscard]] bool has_refusals() const { return refusals_; }
  [[nodiscard]] bool is_list(std::uint32_t fact) const {
    return form_->schema->facts[fact].type.kind == values::Kind::list;
  }

  [[nodiscard]] values::ScalarCell& scalar(std::uint32_t fact) { return cells_[fact]; }
  /// The column of a list fact. One row of it, and `finish_lists`, make the list.
  [[nodiscard]] values::Column& list(std::uint32_t fact);
  /// Lists that have no row are missing.
  void finish_lists() {
    for (const std::uint32_t fact : form_->list_facts) finish_list(fact);
  }
  /// Has `fill` append the only row of a list fact's column. Where that throws, the list is missing.
  template <typename Fill>
  void replace_list(std::uint32_t fact, const Fill& fill);
  /// Of scalars and lists; whatever was there is gone.
  void make_unknown(std::uint32_t fact, values::Cause cause);
  /// Takes the only row of a column of the fact's type; of a list the column itself, which gets the one that
  /// was there.
  void take(std::uint32_t fact, values::Column&& column);
  /// Makes every fact missing; lists once they are finished.
  void begin();
  /// The same, lists finished.
  void clear();

  /// Where readers keep the bytes of strings that do not outlive what they are read from.
  [[nodiscard]] values::ByteArena& bytes() { return *bytes_; }

 private:
  void point_views();
  void finish_list(std::uint32_t fact);

  const RowForm* form_;
  std::vector<values::ScalarCell> cells_;
  std::vector<values::View> views_;
  std::vector<values::Cause> causes_;  // by fact, of scalars; empty as long as none has one
  std::vector<values::Column> lists_;
  std::shared_ptr<values::ByteArena> bytes_;
  bool refusals_ = false;
};

template <typename Fill>
void ProfileRow::replace_list(std::uint32_t fact, const Fill& fill) {
  values::Column& column = list(fact);
  try {
    column.clear();
    fill(column);
    finish_list(fact);
  } catch (...) {
    column.clear();
    column.append_unknown(values::Cause::absent);
    finish_list(fact);
    throw;
  }
}

}  // namespace eligo::profiles
