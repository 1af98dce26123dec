#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "values/type.hpp"
#include "values/view.hpp"

namespace eligo::values {

/// A fact's values for a batch of profiles, built row by row. Strings point to bytes that the owner of
/// the column keeps. Clearing keeps the memory, so a column that is filled again and again settles
/// and allocates no more. Not safe to change from two threads.
class Column {
 public:
  explicit Column(Type type);

  [[nodiscard]] const Type& type() const { return type_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  void append_unknown(Cause cause);
  // The types are exact, so that no argument converts to another kind of value unasked.
  void append(std::same_as<bool> auto value);
  void append(std::same_as<std::int64_t> auto value);
  void append(std::same_as<double> auto value);
  void append(std::same_as<StringValue> auto value);
  void append(std::same_as<Nanoseconds> auto value);  ///< timestamp or duration
  void append_null();                                 ///< a known row of a column of kind null
  /// Ends a list row that took every child element appended since the previous row.
  void append_list();
  /// Ends a record row; each field column has been given one row.
  void append_record();
  /// The element column of a list; field `index` of a record.
  [[nodiscard]] Column& child(std::size_t index = 0) { return children_[index]; }
  [[nodiscard]] const Column& child(std::size_t index = 0) const { return children_[index]; }

  /// Puts all rows in place of any that were there: values with a validity bitmap (bit i of byte
  /// i/8; null: all are there). Values of rows that are not there may be anything.
  void assign_all(std::span<const bool> values, const std::uint8_t* validity);
  void assign_all(std::span<const std::int64_t> values, const std::uint8_t* validity);
  void assign_all(std::span<const double> values, const std::uint8_t* validity);
  /// Of a column of strings: `dictionary[codes[row]]`. A row that is there has a code of the dictionary.
  void assign_all(std::span<const std::int32_t> codes, std::span<const StringValue> dictionary,
                  const std::uint8_t* validity);
  /// Booleans as bits in bytes, like the validity bitmap.
  void assign_bits(const std::uint8_t* bits, std::size_t rows, const std::uint8_t* validity);
  /// Lists: the elements of row i go from where those of the row before end to `ends[i]`, in the child
  /// column, which has been filled. Rows that are not there have none.
  void assign_lists(std::span<const std::uint32_t> ends, const std::uint8_t* validity);
  /// Records, whose fields' columns have been filled; all are there.
  void assign_records(std::size_t rows);
  /// All rows are absent.
  void assign_absent(std::size_t rows);
  /// As assign_all, but the values stay where they are: they outlive the column, or its next `clear`, before
  /// which it takes no more rows.
  void refer_all(std::span<const std::int64_t> values, const std::uint8_t* validity);
  void refer_all(std::span<const double> values, const std::uint8_t* validity);
  /// Of a column of strings; the dictionary stays where it is, too.
  void refer_all(std::span<const std::uint32_t> codes, std::span<const StringValue> dictionary,
                 const std::uint8_t* validity);

  /// Puts another value in place of an earlier row's; never allocates, and the view stays valid. Scalars
  /// only.
  void assign(std::size_t row, std::same_as<bool> auto value);
  void assign(std::size_t row, std::same_as<std::int64_t> auto value);
  void assign(std::size_t row, std::same_as<double> auto value);
  void assign(std::size_t row, std::same_as<StringValue> auto value);
  void assign(std::size_t row, std::same_as<Nanoseconds> auto value);
  /// Makes an earlier row unknown; lists keep their place in the child column.
  void assign_unknown(std::size_t row, Cause cause);

  /// Takes back rows past `size`, children included, and child elements that no row has taken yet
  /// (a record of a file that turned out bad).
  void truncate(std::size_t size);
  void clear();

  /// Makes the view of the present content, children's views included; valid until the column is next
  /// changed otherwise than by assigning values.
  const View& seal();

 private:
  void assign_validity(std::size_t rows, const std::uint8_t* validity);
  void assign_known(std::size_t rows, const std::uint8_t* validity);
  void mark_known(std::size_t row) { known_[row / 64] |= std::uint64_t{1} << (row % 64); }
  /// Writes the bits of all rows.
  void write_known() {
    if (written_ < size_) write_known_rows();
  }
  void write_known_rows();
  void record_cause(std::size_t row, Cause cause);
  [[nodiscard]] const void* data() const;

  Type type_;
  std::size_t size_ = 0;
  // Bits of the first `written_` rows; those behind them, all known, are written together.
  std::vector<std::uint64_t> known_;
  std::size_t written_ = 0;
  std::vector<std::uint64_t> bits_;
  std::vector<std::int64_t> integers_;
  std::vector<double> doubles_;
  std::vector<StringValue> strings_;
  std::vector<Nanoseconds> times_;
  const void* elsewhere_ = nullptr;       // the numbers, or the dictionary's strings, of somebody else
  const std::uint32_t* codes_ = nullptr;  // codes into those strings
  std::uint32_t entry_count_ = 0;
  std::vector<std::uint32_t> offsets_;
  std::vector<Column> children_;
  std::vector<Cause> causes_;  // of the first rows; those behind them are known or absent
  View view_;
  std::vector<View> child_views_;
};

inline void Column::clear() {
  size_ = 0;
  written_ = 0;
  elsewhere_ = nullptr;
  codes_ = nullptr;
  known_.clear();
  causes_.clear();
  switch (type_.kind) {
    case Kind::boolean: bits_.clear(); break;
    case Kind::integer: integers_.clear(); break;
    case Kind::floating: doubles_.clear(); break;
    case Kind::string: strings_.clear(); break;
    case Kind::timestamp:
    case Kind::duration: times_.clear(); break;
    case Kind::list:
      offsets_.resize(1);
      children_[0].clear();
      break;
    case Kind::record:
      for (Column& child : children_) child.clear();
      break;
    case Kind::null:
    case Kind::any: break;
  }
}

inline void Column::append(std::same_as<bool> auto value) {
  if (size_ % 64 == 0) bits_.push_back(0);
  if (value) bits_[size_ / 64] |= std::uint64_t{1} << (size_ % 64);
  ++size_;
}
inline void Column::append(std::same_as<std::int64_t> auto value) {
  integers_.push_back(value);
  ++size_;
}
inline void Column::append(std::same_as<double> auto value) {
  doubles_.push_back(value);
  ++size_;
}
inline void Column::append(std::same_as<StringValue> auto value) {
  strings_.push_back(value);
  ++size_;
}
inline void Column::append(std::same_as<Nanoseconds> auto value) {
  times_.push_back(value);
  ++size_;
}

inline void Column::assign(std::size_t row, std::same_as<bool> auto value) {
  const std::uint64_t bit = std::uint64_t{1} << (row % 64);
  bits_[row / 64] = value ? bits_[row / 64] | bit : bits_[row / 64] & ~bit;
  write_known();
  mark_known(row);
}
inline void Column::assign(std::size_t row, std::same_as<std::int64_t> auto value) {
  integers_[row] = value;
  write_known();
  mark_known(row);
}
inline void Column::assign(std::size_t row, std::same_as<double> auto value) {
  doubles_[row] = value;
  write_known();
  mark_known(row);
}
inline void Column::assign(std::size_t row, std::same_as<StringValue> auto value) {
  strings_[row] = value;
  write_known();
  mark_known(row);
}
inline void Column::assign(std::size_t row, std::same_as<Nanoseconds> auto value) {
  times_[row] = value;
  write_known();
  mark_known(row);
}

}  // namespace eligo::values
