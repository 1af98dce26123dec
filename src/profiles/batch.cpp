#include "profiles/batch.hpp"

#include <algorithm>
#include <utility>

namespace eligo::profiles {

Batch::Batch(const Schema& schema) {
  columns_.reserve(schema.facts.size());
  for (std::uint32_t fact = 0; fact < schema.facts.size(); ++fact) {
    columns_.emplace_back(schema.facts[fact].type);
    (schema.facts[fact].used ? used_ : unused_).push_back(fact);
  }
  views_.resize(columns_.size());
}

void Batch::complete_unused() {
  for (const std::uint32_t fact : unused_) {
    values::Column& column = columns_[fact];
    while (column.size() < rows()) column.append_unknown(values::Cause::absent);
  }
}

std::span<const values::View> Batch::seal() {
  complete_unused();
  for (std::size_t fact = 0; fact < columns_.size(); ++fact) views_[fact] = columns_[fact].seal();
  return views_;
}

void Batch::end_row(std::string_view subject, std::uint64_t line) { end_row(subject, line, 0); }

void Batch::end_row(std::string_view subject, std::uint64_t line, std::size_t given) {
  const std::size_t row = rows();
  if (given != used_.size()) {
    for (const std::uint32_t fact : used_) {
      values::Column& column = columns_[fact];
      if (column.size() == row) column.append_unknown(values::Cause::absent);
    }
  }
  origins_.push_back({subject, line});
}

void Batch::abandon_row() {
  for (const std::uint32_t fact : used_) {
    values::Column& column = columns_[fact];
    // A list may have elements that no row has taken yet.
    if (column.size() > rows() || column.type().kind == values::Kind::list) column.truncate(rows());
  }
}

void Batch::fail_row(std::string_view subject, std::uint64_t line, RecordError error) {
  for (const std::uint32_t fact : used_) {
    values::Column& column = columns_[fact];
    if (column.size() > rows()) column.truncate(rows());
    column.append_unknown(values::Cause::absent);
  }
  set_error(origins_.size(), std::move(error));
  origins_.push_back({subject, line});
}

void Batch::refuse_row(std::size_t row, RecordError error) {
  for (const std::uint32_t fact : used_) columns_[fact].assign_unknown(row, values::Cause::absent);
  set_error(row, std::move(error));
}

void Batch::set_error(std::size_t row, RecordError error) {
  if (errors_.size() <= row) errors_.resize(row + 1);
  errors_[row] = std::move(error);
}

void Batch::truncate(std::size_t rows) {
  for (values::Column& column : columns_) column.truncate(rows);
  origins_.resize(std::min(origins_.size(), rows));
  errors_.resize(std::min(errors_.size(), rows));
  column_rows_ = std::min(column_rows_, rows);
}

void Batch::complete(std::size_t rows) {
  for (values::Column& column : columns_) {
    if (column.size() != rows) column.assign_absent(rows);
  }
  column_rows_ = rows;
}

Batch::Content Batch::release() && {
  complete_unused();
  return {std::move(columns_), std::move(bytes_)};
}

void Batch::clear() {
  for (values::Column& column : columns_) column.clear();
  origins_.clear();
  errors_.clear();
  column_rows_ = 0;
  bytes_.clear();
}

}  // namespace eligo::profiles
