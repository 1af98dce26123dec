#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/arrow.h>

#include "profiles/arrow_form.hpp"
#include "values/bit_bytes.hpp"

namespace eligo::profiles {

/// std::invalid_argument about a column.
[[noreturn]] void refuse_column(std::string_view column, std::string_view what);

/// Checks what can be told of a schema that somebody else made: that its children and its dictionary are
/// there.
void check_schema(const ArrowSchema& schema, std::string_view column);
/// The same of an array of that schema: its buffers and children are there, its numbers make sense, and it
/// has at least so many rows. What a buffer's bytes say is checked where they are read.
void check_array(const ArrowSchema& schema, const ArrowArray& array, std::size_t least,
                 std::string_view column);

/// Rows of a checked array, where they lie in its buffers, and which of them are there: neither they nor any
/// struct around them is null. Refers to the array, and to `around`, as long as it is used.
class ArrowRows {
 public:
  /// Which rows of an array: so many from `first` on (the array's own offset not counted), or, with `chosen`,
  /// those so many rows behind `first`.
  struct Choice {
    std::size_t first = 0;
    std::size_t count = 0;
    const std::size_t* chosen = nullptr;
  };

  /// `around` is the validity of the structs that they stand in, or null.
  ArrowRows(const ArrowSchema& schema, const ArrowArray& array, std::string name, Choice choice,
            const std::uint8_t* around = nullptr);
  ArrowRows(ArrowRows&&) noexcept = default;
  ArrowRows& operator=(ArrowRows&&) noexcept = default;
  ArrowRows(const ArrowRows&) = delete;  // a copy's validity would be the original's
  ArrowRows& operator=(const ArrowRows&) = delete;
  ~ArrowRows() = default;

  [[nodiscard]] const ArrowForm& form() const { return form_; }
  [[nodiscard]] const ArrowArray& array() const { return *array_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::size_t size() const { return choice_.count; }
  /// Of the rows; null where all are there.
  [[nodiscard]] const std::uint8_t* validity() const { return validity_; }
  [[nodiscard]] bool is_there(std::size_t row) const { return values::is_valid_row(validity_, row); }
  /// Where a row stands in the buffers.
  [[nodiscard]] std::size_t place(std::size_t row) const {
    return offset_ + (choice_.chosen == nullptr ? row : choice_.chosen[row]);
  }
  /// Where the children of a row stand among the rows of a struct's child.
  [[nodiscard]] Choice inside() const { return {offset_, choice_.count, choice_.chosen}; }

  /// A value of a buffer; it may lie at any address.
  template <typename T>
  [[nodiscard]] static T load(const void* buffer, std::size_t place) {
    T value;
    std::memcpy(&value, static_cast<const char*>(buffer) + place * sizeof(T), sizeof(T));
    return value;
  }
  [[nodiscard]] const void* buffer(std::size_t index) const { return array_->buffers[index]; }
  template <typename T>
  [[nodiscard]] T value(std::size_t row) const {
    return load<T>(buffer(1), place(row));
  }
  /// All values as they lie in memory; empty where they do not lie side by side at an address for their type.
  template <typename T>
  [[nodiscard]] std::span<const T> values() const {
    if (choice_.chosen != nullptr || choice_.count == 0) return {};
    const char* const first = static_cast<const char*>(buffer(1)) + offset_ * sizeof(T);
    if (reinterpret_cast<std::uintptr_t>(first) % alignof(T) != 0) return {};
    return {reinterpret_cast<const T*>(first), choice_.count};
  }

  /// Has the rows' validity be of their own, whatever becomes of what is around them.
  void keep_validity();

  [[noreturn]] void refuse_row(std::size_t row, std::string_view what) const;

 private:
  void read_validity(const std::uint8_t* around);

  ArrowForm form_;
  const ArrowArray* array_;
  std::string name_;
  Choice choice_;
  std::size_t offset_;  // of the first row in the buffers
  const std::uint8_t* validity_ = nullptr;
  std::vector<std::uint8_t> own_validity_;
};

}  // namespace eligo::profiles
