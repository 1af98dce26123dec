#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "values/type.hpp"
#include "values/view.hpp"

namespace eligo::values {

/// Bytes of strings, kept at stable addresses until cleared. Clearing keeps the memory.
class ByteArena {
 public:
  std::string_view keep(std::string_view text);
  void clear();

 private:
  static constexpr std::size_t block_size_ = 64 * 1024;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::vector<std::size_t> sizes_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

/// A fact's values for a batch of profiles, built row by row. Strings point to bytes that the owner of
/// the column keeps. Clearing keeps the memory, so a column that is filled again and again settles
/// and allocates no more. Not safe to change from two threads.
class Column {
 public:
  explicit Column(Type type);

  [[nodiscard]] const Type& type() const { return type_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  void append_unknown(Cause cause);
  void append(bool value);
  void append(std::int64_t value);
  void append(double value);
  void append(StringValue value);
  void append(Nanoseconds value);  ///< timestamp or duration
  /// Ends a list row that took every child element appended since the previous row.
  void append_list();
  /// Ends a record row; each field column has been given one row.
  void append_record();
  /// The element column of a list; field `index` of a record.
  [[nodiscard]] Column& child(std::size_t index = 0) { return children_[index]; }
  [[nodiscard]] const Column& child(std::size_t index = 0) const { return children_[index]; }

  /// Takes back rows past `size`, children included (a record of a file that turned out bad).
  void truncate(std::size_t size);
  void clear() { truncate(0); }

  /// Why a row is unknown; `none` where it is known.
  [[nodiscard]] Cause cause_at(std::size_t row) const;

  /// A view of the present content, children's views included; valid until the next change.
  [[nodiscard]] const View& view() const;

 private:
  struct Gap {
    std::size_t row;
    Cause cause;
  };

  Type type_;
  std::size_t size_ = 0;
  std::vector<std::uint64_t> known_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::int64_t> integers_;
  std::vector<double> doubles_;
  std::vector<StringValue> strings_;
  std::vector<Nanoseconds> times_;
  std::vector<std::uint32_t> offsets_;
  std::vector<Column> children_;
  std::vector<Gap> gaps_;  // unknown rows whose cause is not `absent`, ascending
  mutable View view_;
  mutable std::vector<View> child_views_;
};

}  // namespace eligo::values
