#include "profiles/profile_row.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Kind;

}  // namespace

RowForm::RowForm(const Schema& profile_schema) : schema(&profile_schema) {
  for (std::uint32_t fact = 0; fact < schema->facts.size(); ++fact) {
    const Kind kind = schema->facts[fact].type.kind;
    if (kind == Kind::list) list_facts.push_back(fact);
    values::ScalarCell& cell = cells.emplace_back();
    if (kind == Kind::string) cell.append(values::StringValue{"", 0, values::StringValue::absent_code});
    cell.known = 0;
    values::View& view = views.emplace_back();
    view.kind = kind;
    view.size = 1;
  }
}

ProfileRow::ProfileRow(const RowForm& form)
    : form_(&form), cells_(form.cells), views_(form.views), bytes_(std::make_shared<values::ByteArena>()) {
  lists_.reserve(form.list_facts.size());
  for (const std::uint32_t fact : form.list_facts) lists_.emplace_back(form.schema->facts[fact].type);
  point_views();
  finish_lists();
}

ProfileRow::ProfileRow(const ProfileRow& other)
    : form_(other.form_),
      cells_(other.cells_),
      views_(other.views_),
      causes_(other.causes_),
      lists_(other.lists_),
      bytes_(other.bytes_),
      refusals_(other.refusals_) {
  point_views();
  finish_lists();
}

/// Of scalars.
void ProfileRow::point_views() {
  for (std::size_t fact = 0; fact < views_.size(); ++fact) {
    values::View& view = views_[fact];
    values::ScalarCell& cell = cells_[fact];
    view.values = cell.value.data();
    view.known = &cell.known;
    if (view.causes != nullptr) view.causes = &causes_[fact];
  }
}

values::Column& ProfileRow::list(std::uint32_t fact) {
  const auto found = std::ranges::lower_bound(form_->list_facts, fact);
  return lists_[static_cast<std::size_t>(found - form_->list_facts.begin())];
}

void ProfileRow::finish_list(std::uint32_t fact) {
  values::Column& column = list(fact);
  if (column.size() == 0) column.append_unknown(Cause::absent);
  views_[fact] = column.seal();
  refusals_ = refusals_ || views_[fact].has_causes();
}

void ProfileRow::make_unknown(std::uint32_t fact, Cause cause) {
  if (is_list(fact)) {
    return replace_list(fact, [cause](values::Column& column) { column.append_unknown(cause); });
  }
  cells_[fact] = form_->cells[fact];
  if (cause != Cause::absent && causes_.empty()) causes_.resize(cells_.size(), Cause::absent);
  if (causes_.empty()) return;
  causes_[fact] = cause;
  views_[fact].causes = cause == Cause::absent ? nullptr : &causes_[fact];
  refusals_ = refusals_ || cause != Cause::absent;
}

void ProfileRow::take(std::uint32_t fact, values::Column&& column) {
  const values::View& view = column.seal();
  if (is_list(fact)) {
    std::swap(list(fact), column);
    finish_list(fact);
  } else if (!view.is_known(0)) {
    make_unknown(fact, view.cause_at(0));
  } else {
    std::size_t size = sizeof(std::uint64_t);
    if (view.kind == Kind::string) size = sizeof(values::StringValue);
    if (values::is_time(view.kind)) size = sizeof(values::Nanoseconds);
    std::memcpy(cells_[fact].value.data(), view.values, size);
    cells_[fact].known = 1;
  }
}

void ProfileRow::begin() {
  if (!cells_.empty())
    std::memcpy(cells_.data(), form_->cells.data(), cells_.size() * sizeof(values::ScalarCell));
  if (refusals_) {
    std::ranges::fill(causes_, Cause::absent);
    for (values::View& view : views_) view.causes = nullptr;
    refusals_ = false;
  }
  for (values::Column& list : lists_) list.clear();
  if (bytes_.use_count() == 1) {
    bytes_->clear();
  } else {
    bytes_ = std::make_shared<values::ByteArena>();
  }
}

void ProfileRow::clear() {
  begin();
  finish_lists();
}

}  // namespace eligo::profiles
