#include "profiles/arrow_rows.hpp"

#include <limits>
#include <stdexcept>
#include <utility>

#include "text/display.hpp"

namespace eligo::profiles {

namespace {

/// How many buffers an array of the form has; of string views at least.
std::int64_t buffers_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::null: return 0;
    case ArrowKind::record: return 1;
    case ArrowKind::boolean:
    case ArrowKind::integer:
    case ArrowKind::floating:
    case ArrowKind::timestamp:
    case ArrowKind::duration:
    case ArrowKind::list: return 2;
    case ArrowKind::text:
    case ArrowKind::text_view: return 3;
    case ArrowKind::other: break;
  }
  return 0;
}

template <typename T>
bool all_there(const T* const* pointers, std::int64_t count) {
  if (count < 0 || (count > 0 && pointers == nullptr)) return false;
  for (std::int64_t i = 0; i < count; ++i) {
    if (pointers[i] == nullptr || pointers[i]->release == nullptr) return false;
  }
  return true;
}

void check_buffers(ArrowKind kind, const ArrowArray& array, std::string_view column) {
  const std::int64_t expected = buffers_of(kind);
  if (expected == 0) return;
  const bool as_many =
      kind == ArrowKind::text_view ? array.n_buffers >= expected : array.n_buffers == expected;
  if (!as_many || array.buffers == nullptr) {
    refuse_column(column, "has " + std::to_string(array.buffers == nullptr ? 0 : array.n_buffers) +
                              " buffers where its form has " + std::to_string(expected));
  }
  if (array.null_count > 0 && array.buffers[0] == nullptr)
    refuse_column(column, "has null rows, but no validity bitmap");
  // The bytes of strings may be missing where all of them are empty.
  if (expected > 1 && array.length > 0 && array.buffers[1] == nullptr)
    refuse_column(column, "has rows, but no buffer for them");
}

}  // namespace

void refuse_column(std::string_view column, std::string_view what) {
  throw std::invalid_argument("column " + text::quoted_name(column) + " " + std::string(what));
}

void check_schema(const ArrowSchema& schema, std::string_view column) {
  if (schema.release == nullptr) refuse_column(column, "has a schema that was released");
  if (schema.format == nullptr) refuse_column(column, "has a schema without a format");
  if (!all_there(schema.children, schema.n_children))
    refuse_column(column, "has a schema whose children are not there");
  if (schema.dictionary != nullptr &&
      (schema.dictionary->release == nullptr || schema.dictionary->format == nullptr))
    refuse_column(column, "has a schema whose dictionary is not there");
}

void check_array(const ArrowSchema& schema, const ArrowArray& array, std::size_t least,
                 std::string_view column) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 16;  // so that no place overflows
  if (array.release == nullptr) refuse_column(column, "has an array that was released");
  if (array.length < 0 || array.offset < 0 || array.length > most || array.offset > most)
    refuse_column(column, "has an array whose length or offset is none");
  if (array.null_count < -1 || array.null_count > array.length)
    refuse_column(column, "has an array whose count of null rows is none");
  if (static_cast<std::size_t>(array.length) < least) {
    refuse_column(column, "has " + std::to_string(array.length) + " rows where " + std::to_string(least) +
                              " are asked for");
  }
  if (array.n_children != schema.n_children || !all_there(array.children, array.n_children))
    refuse_column(column, "has an array whose children are not those of its schema");
  if ((array.dictionary == nullptr) != (schema.dictionary == nullptr) ||
      (array.dictionary != nullptr && array.dictionary->release == nullptr))
    refuse_column(column, "has an array whose dictionary is not that of its schema");
  check_buffers(arrow_form(schema.format).kind, array, column);
}

ArrowRows::ArrowRows(const ArrowSchema& schema, const ArrowArray& array, std::string name, Choice choice,
                     const std::uint8_t* around)
    : form_(arrow_form(schema.format)),
      array_(&array),
      name_(std::move(name)),
      choice_(choice),
      offset_(static_cast<std::size_t>(array.offset) + choice.first) {
  read_validity(around);
}

void ArrowRows::read_validity(const std::uint8_t* around) {
  const bool has_bitmap = buffers_of(form_.kind) != 0;
  const auto* const bits = has_bitmap ? static_cast<const std::uint8_t*>(buffer(0)) : nullptr;
  const std::size_t rows = choice_.count;
  validity_ = around;
  if (bits == nullptr || rows == 0) return;
  if (around == nullptr && choice_.chosen == nullptr && offset_ % 8 == 0) {
    validity_ = bits + offset_ / 8;
    return;
  }
  own_validity_.assign(values::bytes_for(rows), 0);
  if (choice_.chosen == nullptr) {
    values::copy_bits(bits, offset_, rows, own_validity_.data());
  } else {
    for (std::size_t row = 0; row < rows; ++row) {
      const unsigned bit = values::has_bit(bits, place(row)) ? 1U << (row % 8) : 0U;
      own_validity_[row / 8] = static_cast<std::uint8_t>(own_validity_[row / 8] | bit);
    }
  }
  for (std::size_t byte = 0; around != nullptr && byte < own_validity_.size(); ++byte)
    own_validity_[byte] = static_cast<std::uint8_t>(own_validity_[byte] & around[byte]);
  validity_ = own_validity_.data();
}

void ArrowRows::keep_validity() {
  if (validity_ == nullptr || validity_ == own_validity_.data()) return;
  own_validity_.assign(validity_, validity_ + values::bytes_for(choice_.count));
  validity_ = own_validity_.data();
}

void ArrowRows::refuse_row(std::size_t row, std::string_view what) const {
  refuse_column(name_, "has " + std::string(what) + " in row " + std::to_string(row));
}

}  // namespace eligo::profiles
